/// What the engine does at one step length; tuned on the last points of training series, half of them held back.
package struct EngineSettings: Sendable, Hashable {
  /// Steps of history used.
  var longest: Int
  /// Rolling origins of the back-test.
  var origins: Int
  /// Steps between them: as many as the history has room for, within these. Origins further apart share fewer of the steps that
  /// they are judged on.
  var originStride: ClosedRange<Int>
  /// A positive series is forecast as logarithms when its largest value is below this multiple of the smallest.
  package var logBelow: Double?
  /// A positive series of which a straight line leaves at most this share of the variance, and less than a line through the logarithms
  /// does, is forecast as it is; `nil` for logarithms all the same.
  var straightRest: Double? = 0.05
  /// Window lengths of the pooled regressions, steps, shortest first.
  var contexts: [Int]
  /// Steps between training windows.
  var windowStride: Int
  /// Steps that a new level lasts before it counts as one to stay.
  var settled: Int
  /// A window's level is the mean of its last values, this many.
  var levelSpan: Int
  /// Windows that pretrained sums count as at most.
  var pretrainedWindows = 3000
  /// Relative to the mean diagonal of the Gram matrix.
  var ridgePenalty = 1e-2
  /// Parts of the horizon with weights of their own.
  var blocks: Int
  /// Origins' worth of trust in the pooled ranking of members.
  var weightPrior: Double
  /// Weight of a member = error to this negative power.
  var power: Double
  /// How many members are combined at most.
  var best: Int
  /// Whether the median of all members is a member too.
  var medianOfMembers = false
  /// Families of members beside the anchors, smoothing and pooled regressions.
  var families: [MemberFamily]
  /// Steps that exponential smoothing runs over.
  var smoothingSpan: Int
  /// Steps ahead at which the smoothing parameters are judged.
  var lead: Int
  /// Origins' worth of trust in the pooled quantiles.
  var quantilePrior = 90.0
  /// Rows of either half of a fleet that boosted trees learn from.
  var boostingRows = 16_000
  /// Steps of one origin that are worth a row.
  var boostingSteps = 12
  /// How many trees are grown for each level.
  var boostingRounds = 80
  /// Trees where others' are begun from.
  var refiningRounds = 15
  /// Share of a leaf's quantiles that a tree takes.
  var boostingRate: Float = 0.08
  /// Steps of a cycle where no season is given.
  let cycle = 12
  /// Steps that the windows of the peak regression are counted in.
  var peakUnit = 1

  /// Steps from the end of a long history that past forecasts are judged on.
  func judgedSteps(horizon: Int) -> Int {
    horizon + (origins - 1) * originStride.upperBound
  }

  /// The settings for panels of `step`; anything not listed takes those of the nearest kind.
  package static func standard(step: Duration, seasons: [Int]) -> EngineSettings {
    switch StepKind(step) {
    case .minutes: .minutes(seasons: seasons)
    case .hours: .hourly
    case .days: .daily
    case .weeks: .weekly
    }
  }

  /// About an hour: days and weeks show.
  static let hourly = EngineSettings(
    longest: 1008, origins: 8, originStride: 24...36, logBelow: 100, contexts: [72, 168, 336, 504],
    windowStride: 5, settled: 168, levelSpan: 24, blocks: 2, weightPrior: 3, power: 6, best: 6,
    families: [.theta, .autoregression, .timeRegression], smoothingSpan: 504, lead: 24,
    boostingRows: 40_000,
    boostingSteps: 24, boostingRounds: 40,
    boostingRate: 0.2, peakUnit: 8)

  /// About a day: short, few cycles, level and steps matter more than shape.
  static let daily = EngineSettings(
    longest: 1000, origins: 8, originStride: 10...28, logBelow: 100, contexts: [7, 14, 28, 56],
    windowStride: 2, settled: 14, levelSpan: 1, blocks: 1, weightPrior: 12, power: 3, best: 9,
    medianOfMembers: true, families: [.theta, .autoregression], smoothingSpan: 400, lead: 14)

  /// A week and more: the year shows where history is long enough.
  static let weekly = EngineSettings(
    longest: 1000, origins: 16, originStride: 4...6, logBelow: 1000, straightRest: nil,
    contexts: [26, 52, 104, 156, 208],
    windowStride: 4, settled: 13, levelSpan: 1, blocks: 2, weightPrior: 4, power: 4, best: 6,
    families: [.theta], smoothingSpan: 400, lead: 1, boostingRows: 10_000)

  /// Minutes: windows follow the first season, a day as a rule.
  static func minutes(seasons: [Int]) -> EngineSettings {
    let day = min(max(seasons.min() ?? 96, 8), 288)
    return EngineSettings(
      longest: 14 * day, origins: 8, originStride: max(1, day / 4)...max(1, day / 4), logBelow: 100,
      contexts: [day / 2, day, 2 * day], windowStride: max(1, day / 12),
      settled: day,
      levelSpan: max(1, day / 12),
      blocks: 2, weightPrior: 3, power: 6, best: 6, families: MemberFamily.allCases,
      smoothingSpan: 4 * day,
      lead: max(1, day / 4), boostingRows: 40_000, boostingSteps: 24, boostingRounds: 60,
      boostingRate: 0.14, peakUnit: max(1, day / 3))
  }
}
