/// The origins of a backtest, as steps seen.
struct OriginSchedule {
  /// Origins at which at least one horizon is judged, ascending.
  let judged: [Int]
  /// Those, and the later ones that only sizing needs, ascending.
  let all: [Int]

  /// Lays out origins over `steps` steps.
  ///
  /// - Parameter sizing: Whether sizes are decided up to the last step.
  /// - Throws: `EvaluationError.historyTooShort` where there is no origin.
  init(
    steps: Int, settings: BacktestSettings, sizing: Bool
  ) throws(EvaluationError) {
    guard let shortest = settings.horizons.min(), let longest = settings.horizons.max() else {
      preconditionFailure("settings without a horizon were not refused")
    }
    var origins: [Int]
    if let count = settings.originCount {
      let latest = steps - longest
      origins = stride(from: latest, through: settings.warmup, by: -settings.stride)
        .prefix(count).reversed()
    } else {
      origins = Array(
        stride(from: settings.warmup, through: steps - shortest, by: settings.stride))
    }
    guard let last = origins.last else {
      let needed = settings.originCount == nil ? shortest : longest
      throw .historyTooShort(required: settings.warmup + needed, actual: steps)
    }
    judged = origins
    if sizing {
      origins += stride(from: last + settings.stride, to: steps, by: settings.stride)
    }
    all = origins
  }
}
