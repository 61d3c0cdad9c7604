import CapacityModel

/// How a series looks at an origin: its level, scale, recent maximum and class.
///
/// The class decides whose errors calibrate whose intervals. In this order: `idle`, a recent median below a hundredth
/// of the fleet's median peak; `growing`, a slope that moves a quarter of the level in the span and stands out of the
/// noise; `bursty`, a recent maximum above three times the median or a mean deviation above 35 % of it; `seasonal`, an
/// autocorrelation above 0.35 at the season; `flat`, the rest.
struct SeriesProfile: Sendable, Hashable {
  /// Median of the span.
  var level: Double
  /// Mean of the mean absolute deviation from the level and the mean absolute step; above 0.
  var scale: Double
  /// Largest value of the span.
  var recentMaximum: Double
  /// The class.
  var behaviour: BehaviourClass

  /// Profiles of all series at the end of a panel.
  static func all(of panel: PreparedPanel, span: Int, season: Int?) -> [SeriesProfile] {
    let t = panel.stepCount
    let windows = (0..<panel.seriesCount).map { series in
      let length = max(1, min(span, panel.length(series)))
      return panel.rows[((series + 1) * t - length)..<((series + 1) * t)].map {
        panel.natural($0, series)
      }
    }
    let fleetPeak = windows.map { $0.reduce(0) { max($0, $1.magnitude) } }.median
    return windows.map { SeriesProfile($0, fleetPeak: fleetPeak, season: season) }
  }

  private init(_ window: [Double], fleetPeak: Double, season: Int?) {
    level = window.median
    recentMaximum = window.reduce(-.infinity) { max($0, $1) }
    let center = level
    let deviation = window.map { ($0 - center).magnitude }.mean
    let step = zip(window.dropFirst(), window).map { ($0 - $1).magnitude }.mean
    // A flat series is not certain to stay so: its scale keeps a share of its level and of what it once was.
    let floor = 0.01 * level.magnitude + 0.002 * min(fleetPeak, recentMaximum.magnitude)
    scale = max(0.5 * (deviation + step), floor, 1e-12)
    if level.magnitude <= 0.01 * fleetPeak {
      behaviour = .idle
    } else if Self.grows(window, level: level) {
      behaviour = .growing
    } else if recentMaximum > 3 * level.magnitude || deviation > 0.35 * level.magnitude {
      behaviour = .bursty
    } else if let season, Self.repeats(window, every: season) {
      behaviour = .seasonal
    } else {
      behaviour = .flat
    }
  }

  private static func grows(_ window: [Double], level: Double) -> Bool {
    let n = Double(window.count)
    guard n >= 8 else { return false }
    let (middle, mean) = ((n - 1) / 2, window.mean)
    var (cross, square) = (0.0, 0.0)
    for (i, value) in window.enumerated() {
      cross += (Double(i) - middle) * (value - mean)
      square += (Double(i) - middle) * (Double(i) - middle)
    }
    let slope = cross / square
    let noise = window.enumerated().map { ($1 - mean - slope * (Double($0) - middle)).magnitude }
      .mean
    return slope.magnitude * n > 0.25 * level.magnitude && slope.magnitude * n > 4 * noise
  }

  private static func repeats(_ window: [Double], every period: Int) -> Bool {
    guard window.count >= 3 * period else { return false }
    let mean = window.mean
    let total = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard total > 0 else { return false }
    let lagged = zip(window.dropFirst(period), window).reduce(0) {
      $0 + ($1.0 - mean) * ($1.1 - mean)
    }
    return lagged / total > 0.35
  }
}
