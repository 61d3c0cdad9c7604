import CapacityModel
import RealModule

/// The distribution of the largest value from the first step ahead to each step, calibrated directly.
///
/// At each past origin the realised maximum up to step k is compared with a reference, the running maximum of the
/// combined forecast moved half of the way to the recent maximum where that is higher, on the series' own scale. The
/// quantiles of those scores, by band of size, carry the reference of the present. Steps beyond what history supports take the
/// scores of the longest known step, grown by the power of the step that errors were seen to grow with.
struct PeakCalibration: Sendable {
  /// The steps whose scores were pooled, ascending; others are interpolated.
  private let steps: [Int]
  private let pools: [GroupPools<Int>]
  private let growth: Double
  /// Recent maxima that part the fleet into bands of as many series each.
  private let bounds: [Double]

  /// The longest step ahead whose peak was seen at least `leastOrigins` times.
  let knownSteps: Int

  /// Origins that must have seen a peak.
  private static let leastOrigins = 3
  /// Bands of size: how far above its past a peak reaches depends most on how large the series is.
  private static let bandCount = 4
  /// The share of steps up to the peak that must be known for the maximum to be.
  private static let observedShare = 0.8

  init(
    _ combined: [[Double]], _ test: BackTest, _ scale: ResidualScale, profiles: [SeriesProfile],
    horizon: Int
  ) {
    let n = scale.now.count
    let ordered = profiles.map { $0.recentMaximum.magnitude }.sorted()
    let bounds = (1..<Self.bandCount).map { ordered[$0 * n / Self.bandCount] }
    self.bounds = bounds
    func band(_ profile: SeriesProfile) -> Int {
      bounds.reduce(0) { $0 + (profile.recentMaximum.magnitude >= $1 ? 1 : 0) }
    }
    let reach = test.origins.map { origin in
      (0..<horizon).last { k in (0..<n).contains { origin.valid[k * n + $0] } }.map { $0 + 1 } ?? 0
    }
    let longest = reach.sorted(by: >)
    knownSteps =
      longest.count >= Self.leastOrigins
      ? longest[Self.leastOrigins - 1] : longest.first ?? 0
    growth = scale.growth
    steps = Self.grid(upTo: knownSteps)
    var pools: [GroupPools<Int>] = []
    for step in steps {
      var scores: [Int: [Double]] = [:]
      for (index, origin) in test.origins.enumerated() where reach[index] >= step {
        for series in 0..<n {
          guard let peak = Self.peak(origin, series, n, through: step) else { continue }
          let reference = Self.reference(
            combined[index], origin.classes[series], series, n, through: step)
          scores[band(origin.classes[series]), default: []]
            .append(
              (peak - reference)
                / Self.size(scale.leftOut[index][series], origin.classes[series]))
        }
      }
      pools.append(GroupPools(scores, groups: Array(0...Self.bandCount)))
    }
    self.pools = pools
  }

  /// The quantile at `level` of the peak up to step `k` (1-based) of a series.
  func quantile(
    _ level: Double, through k: Int, forecast: [Double], profile: SeriesProfile, scale: Double,
    series: Int, of n: Int
  ) -> Double {
    let reference = Self.reference(forecast, profile, series, n, through: k)
    return reference + Self.size(scale, profile) * score(level, through: k, band(profile))
  }

  private func band(_ profile: SeriesProfile) -> Int {
    bounds.reduce(0) { $0 + (profile.recentMaximum.magnitude >= $1 ? 1 : 0) }
  }

  private func score(_ level: Double, through k: Int, _ band: Int) -> Double {
    guard let last = steps.last else { return 0 }
    if k >= last {
      let score = pools[pools.count - 1].quantile(level, band)
      return score > 0 ? score * Double.pow(Double(k) / Double(last), growth) : score
    }
    let above = steps.firstIndex { $0 >= k } ?? 0
    let high = pools[above].quantile(level, band)
    guard above > 0, steps[above] != k else { return high }
    let low = pools[above - 1].quantile(level, band)
    let share = Double(k - steps[above - 1]) / Double(steps[above] - steps[above - 1])
    return low + share * (high - low)
  }

  /// What scores of peaks are counted in: the geometric mean of the scale of errors and of the recent maximum.
  ///
  /// A quiet series that wakes scores hundreds of its own scale; carried to a large one that score would promise it
  /// terabytes. Peaks above a recent maximum grow with both.
  private static func size(_ scale: Double, _ profile: SeriesProfile) -> Double {
    (scale * max(profile.recentMaximum.magnitude, scale)).squareRoot()
  }

  /// Where peaks are expected before any calibration.
  private static func reference(
    _ forecast: [Double], _ profile: SeriesProfile, _ series: Int, _ n: Int, through k: Int
  ) -> Double {
    var running = -Double.infinity
    for step in 0..<k { running = max(running, forecast[step * n + series]) }
    return max(running, 0.5 * (running + profile.recentMaximum))
  }

  /// The realised maximum; `nil` where too little of the stretch is known.
  private static func peak(
    _ origin: BackTest.Origin, _ series: Int, _ n: Int, through k: Int
  ) -> Double? {
    var (peak, known) = (-Double.infinity, 0)
    for step in 0..<k where origin.valid[step * n + series] {
      peak = max(peak, origin.actual[step * n + series])
      known += 1
    }
    return Double(known) >= observedShare * Double(k) ? peak : nil
  }

  /// Steps about a third apart.
  private static func grid(upTo last: Int) -> [Int] {
    var steps: [Int] = []
    var step = 1
    while step < last {
      steps.append(step)
      step = max(step + 1, step * 4 / 3)
    }
    return last > 0 ? steps + [last] : []
  }
}
