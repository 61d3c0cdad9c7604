public import CapacityModel

/// What the gate chose, ready to be put to work.
public struct ChosenPolicy: Sendable {
  /// The policy and why.
  public var choice: BacktestReport.Choice
  /// The knobs of a rule; `nil` for a policy that has to be trained.
  public var knobs: [String: Double]?
  /// The most shortage-days that knobs of a trained policy may have; `nil` where it was not chosen for keeping to a bound.
  public var mostShortageDays: Double?
}
