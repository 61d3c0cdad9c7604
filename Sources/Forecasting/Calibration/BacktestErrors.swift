import CapacityModel

/// What the combined forecast missed by at earlier origins, and how each series behaved then.
struct BacktestErrors: Sendable {
  let seriesCount: Int
  let origins: RollingOrigins
  let horizon: Int
  /// Value less forecast, shape `[N × origins × h]`; NaN stands for "not known".
  private(set) var residuals: [Double]
  /// Largest value less largest forecast from the first step to this one; NaN where too little was seen to tell.
  private(set) var peakResiduals: [Double]
  /// Whether a series was judged at an origin, shape `[N × origins]`.
  private(set) var judged: [Bool]
  /// The class as known at each origin and, last, now; shape `[N × (origins + 1)]`.
  private(set) var behaviour: [BehaviourClass]

  /// A peak is known where this share of its steps was seen.
  private static let seenShare = 0.75

  init(_ combination: Combination, panel: PreparedPanel, origins: RollingOrigins, seasons: [Int]) {
    (seriesCount, self.origins, horizon) = (panel.seriesCount, origins, combination.horizon)
    residuals = Array(repeating: .nan, count: combination.tested.count)
    peakResiduals = residuals
    judged = Array(repeating: false, count: seriesCount * origins.ends.count)
    behaviour = []
    let classifier = BehaviourClassifier(panel: panel, seasons: seasons)
    for series in 0..<seriesCount {
      for (origin, end) in origins.ends.enumerated() {
        behaviour.append(classifier.behaviour(of: series, in: panel, end: end))
        guard panel.canJudge(series, at: end, needed: origins.needed) else { continue }
        judged[series * origins.ends.count + origin] = true
        compare(series, origin, combination, panel)
      }
      behaviour.append(classifier.behaviour(of: series, in: panel, end: panel.length))
    }
  }

  /// Where the steps of an origin of a series begin in `residuals`.
  func offset(_ series: Int, _ origin: Int) -> Int {
    (series * origins.ends.count + origin) * horizon
  }

  /// Whether `series` was judged at `origin`.
  func isJudged(_ series: Int, _ origin: Int) -> Bool {
    judged[series * origins.ends.count + origin]
  }

  /// Origins at which `series` was judged.
  func count(_ series: Int) -> Int { origins.ends.indices.count { isJudged(series, $0) } }

  /// The class of `series` at origin number `origin`; the number of origins stands for now.
  func behaviour(_ series: Int, _ origin: Int) -> BehaviourClass {
    behaviour[series * (origins.ends.count + 1) + origin]
  }

  private mutating func compare(
    _ series: Int, _ origin: Int, _ combination: Combination, _ panel: PreparedPanel
  ) {
    let (path, row) = (combination.offset(series, origin), series * panel.length)
    var (largest, largestForecast, seen) = (-Double.infinity, -Double.infinity, 0)
    for step in 0..<origins.steps[origin] {
      let (index, forecast) = (row + origins.ends[origin] + step, combination.tested[path + step])
      largestForecast = max(largestForecast, forecast)
      if panel.observed[index] {
        seen += 1
        largest = max(largest, panel.natural[index])
        residuals[path + step] = panel.natural[index] - forecast
      }
      if Double(seen) >= Self.seenShare * Double(step + 1) {
        peakResiduals[path + step] = largest - largestForecast
      }
    }
  }
}
