import CapacityModel
import HeadroomBasics

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
  /// Whether what followed an origin of a series tells anything of other series, shape `[N × origins]`.
  private(set) var teaching: [Bool]
  /// The class as known at each origin and, last, now; shape `[N × (origins + 1)]`.
  private(set) var behaviour: [BehaviourClass]

  /// A peak is known where this share of its steps was seen.
  private static let seenShare = 0.75

  init(_ combination: Combination, panel: PreparedPanel, origins: RollingOrigins, seasons: [Int]) {
    (seriesCount, self.origins, horizon) = (panel.seriesCount, origins, combination.horizon)
    let classifier = BehaviourClassifier(panel: panel, seasons: seasons)
    let records = ParallelLoop.threads.map(panel.seriesCount) { series in
      Self.record(series, combination, panel, origins, classifier)
    }
    residuals = []
    residuals.reserveCapacity(combination.tested.count)
    (peakResiduals, judged, teaching, behaviour) = (residuals, [], [], [])
    for record in records {
      residuals += record.residuals
      peakResiduals += record.peakResiduals
      judged += record.judged
      teaching += record.teaching
      behaviour += record.behaviour
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

  /// Whether other series learn from `series` at `origin`: not where its level moved to where it never was before, which is a thing of its own
  /// and would make all others as unsure.
  func teaches(_ series: Int, _ origin: Int) -> Bool {
    teaching[series * origins.ends.count + origin]
  }

  /// Origins at which `series` was judged.
  func count(_ series: Int) -> Int { origins.ends.indices.count { isJudged(series, $0) } }

  /// The class of `series` at origin number `origin`; the number of origins stands for now.
  func behaviour(_ series: Int, _ origin: Int) -> BehaviourClass {
    behaviour[series * (origins.ends.count + 1) + origin]
  }

  /// What this holds of one series.
  private struct Record: Sendable {
    var residuals: [Double]
    var peakResiduals: [Double]
    var judged: [Bool]
    var teaching: [Bool]
    var behaviour: [BehaviourClass]
  }

  private static func record(
    _ series: Int, _ combination: Combination, _ panel: PreparedPanel, _ origins: RollingOrigins,
    _ classifier: BehaviourClassifier
  ) -> Record {
    let unknown = Array(repeating: Double.nan, count: origins.ends.count * combination.horizon)
    var record = Record(
      residuals: unknown, peakResiduals: unknown, judged: origins.ends.map { _ in false },
      teaching: origins.ends.map { _ in false },
      behaviour: (origins.ends + [panel.length]).map {
        classifier.behaviour(of: series, in: panel, end: $0)
      })
    for (origin, end) in origins.ends.enumerated()
    where panel.canJudge(series, at: end, needed: origins.needed) {
      record.judged[origin] = true
      record.teaching[origin] = end + origins.steps[origin] <= panel.unsettled[series]
      compare(series, origin, combination, panel, origins, into: &record)
    }
    return record
  }

  private static func compare(
    _ series: Int, _ origin: Int, _ combination: Combination, _ panel: PreparedPanel,
    _ origins: RollingOrigins, into record: inout Record
  ) {
    let path = origin * combination.horizon
    var (largest, largestForecast, seen) = (-Double.infinity, -Double.infinity, 0)
    for step in 0..<origins.steps[origin] {
      let index = series * panel.length + origins.ends[origin] + step
      let forecast = combination.value(series, origin, step)
      largestForecast = max(largestForecast, forecast)
      if panel.observed[index] {
        seen += 1
        largest = max(largest, panel.natural[index])
        record.residuals[path + step] = panel.natural[index] - forecast
      }
      if Double(seen) >= seenShare * Double(step + 1) {
        record.peakResiduals[path + step] = largest - largestForecast
      }
    }
  }
}
