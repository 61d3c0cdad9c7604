/// What forecasts made at earlier origins missed by, all series at the same origins: how errors go together.
public struct BacktestPaths: Sendable {
  /// The series that were forecast, N of them.
  public let entities: [EntityID]
  /// Steps seen at each origin, counted from the panel's first, ascending.
  public let ends: [Int]
  /// Steps ahead at each origin that history knows, at most `horizon`.
  public let steps: [Int]
  /// How many steps ahead was forecast, h.
  public let horizon: Int
  /// Value less forecast, natural units, shape `[N × origins × h]`; NaN where not known.
  public let residuals: [Float]

  /// Creates a record.
  public init(
    entities: [EntityID], ends: [Int], steps: [Int], horizon: Int, residuals: [Float]
  ) {
    precondition(
      residuals.count == entities.count * ends.count * horizon && steps.count == ends.count,
      "\(residuals.count) residuals for [\(entities.count) × \(ends.count) × \(horizon)]")
    (self.entities, self.ends, self.steps) = (entities, ends, steps)
    (self.horizon, self.residuals) = (horizon, residuals)
  }

  /// The residual of a series at `step` (from 0) after origin number `origin`; `nil` where not known.
  public func residual(series: Int, origin: Int, step: Int) -> Double? {
    let value = residuals[(series * ends.count + origin) * horizon + step]
    return value.isNaN ? nil : Double(value)
  }
}
