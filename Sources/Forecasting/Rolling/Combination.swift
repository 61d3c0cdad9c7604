import CapacityModel

/// The combined forecast, now and at earlier origins, in the series' units.
struct Combination: Sendable {
  /// The number of series, N.
  let seriesCount: Int
  /// The number of earlier origins.
  let originCount: Int
  /// How many steps ahead is forecast, h.
  let horizon: Int
  /// The forecast, shape `[N × h]`.
  var ahead: [Double]
  /// The forecasts from earlier origins, shape `[N × origins × h]`.
  var tested: [Double]
  /// Members whose own paths are kept beside the combined ones.
  private(set) var companionCount = 0
  /// Their paths, now last, shape `[N × (origins + 1) × h × companions]`; single precision, for they only describe.
  private(set) var companions: [Float] = []

  /// The series whose members are to be told.
  var explained: Set<Int> = []
  /// The members of those series, heaviest first in each part of the horizon.
  private(set) var shares: [Int: [ForecastExplanation.Member]] = [:]

  /// Members that tell most about how far a combined path is to be trusted.
  private static let telling = ["median-cycle", "median-by-phase", "mean-of-cycles"]
  /// Longest regressions that are kept too.
  private static let ridges = 2

  /// Creates a combination of zeros in these shapes.
  init(seriesCount: Int, originCount: Int, horizon: Int) {
    (self.seriesCount, self.originCount, self.horizon) = (seriesCount, originCount, horizon)
    ahead = Array(repeating: 0, count: seriesCount * horizon)
    tested = Array(repeating: 0, count: seriesCount * originCount * horizon)
  }

  /// Where the forecast of `series` from earlier origin `origin` begins in `tested`.
  func offset(_ series: Int, _ origin: Int) -> Int { (series * originCount + origin) * horizon }

  /// The combined forecast `step` steps after an origin; the number of origins stands for now.
  func value(_ series: Int, _ origin: Int, _ step: Int) -> Double {
    origin < originCount ? tested[offset(series, origin) + step] : ahead[series * horizon + step]
  }

  /// Where the companions of a step begin.
  func companion(_ series: Int, _ origin: Int, _ step: Int) -> Int {
    ((series * (originCount + 1) + origin) * horizon + step) * companionCount
  }

  /// Keeps what the members of `series` weigh over `steps`.
  mutating func keepShares(
    _ weights: [Double], of names: [String], series: Int, steps: Range<Int>
  ) {
    let heaviest = weights.indices.filter { weights[$0] > 0 }
      .sorted { (-weights[$0], $0) < (-weights[$1], $1) }
    shares[series, default: []] += heaviest.map { member in
      ForecastExplanation.Member(
        name: names[member], from: steps.lowerBound + 1, to: steps.upperBound,
        weight: weights[member])
    }
  }

  /// Keeps the paths of the telling members of one block.
  mutating func keepCompanions(_ forecasts: MemberForecasts) {
    let kept = Self.companions(of: forecasts.names)
    if companions.isEmpty {
      companionCount = kept.count
      companions = Array(
        repeating: .nan, count: seriesCount * (originCount + 1) * horizon * kept.count)
    }
    for series in forecasts.rows {
      for end in forecasts.ends.indices {
        for (place, member) in kept.enumerated() {
          guard let member else { continue }
          let path = forecasts.offset(member, end, series)
          for step in 0..<horizon {
            companions[companion(series, end, step) + place] = forecasts.paths[path + step]
          }
        }
      }
    }
  }

  /// Always as many, so that weights learnt elsewhere fit; `nil` for members that are not there.
  private static func companions(of names: [String]) -> [Int?] {
    let regressions = names.indices.filter { names[$0].hasPrefix("ridge-") }.suffix(ridges)
    return telling.map { name in names.lastIndex { $0.hasPrefix(name) } }
      + Array(repeating: nil, count: ridges - regressions.count) + regressions.map { $0 }
  }
}
