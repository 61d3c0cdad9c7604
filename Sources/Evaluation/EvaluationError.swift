public import CapacityModel
public import Forecasting
public import HeadroomBasics

/// What can be wrong with a request to judge or learn from the past.
public enum EvaluationError: Error, Hashable, Sendable {
  /// A setting outside its range.
  case setting(name: String, value: String, allowed: String)
  /// No origin leaves both the warm-up before it and a horizon after it.
  case historyTooShort(required: Int, actual: Int)
  /// The histories are not those of the panel's series.
  case historiesDiffer(place: Int, expected: EntityID?, actual: EntityID?)
  /// A history with another number of steps than the panel.
  case historyLength(entity: EntityID, expected: Int, actual: Int)
  /// No multiple of the step lies between floor and cap; `nil` for the guardrails' own.
  case noSizeAllowed(entity: EntityID?, floor: ByteCount, cap: ByteCount, step: ByteCount)
  /// A policy that the daily replay cannot judge.
  case notReplayed(policy: String, because: String)
  /// A forecaster gave up at an origin.
  case forecast(forecaster: String, origin: Timestamp, reason: ForecastingError)
}

extension EvaluationError: CustomStringConvertible {
  /// What is wrong and what to do, one sentence.
  public var description: String {
    switch self {
    case .setting(let name, let value, let allowed):
      "\(name) is \(value); use \(allowed)"
    case .historyTooShort(let required, let actual):
      "\(actual) steps of history leave no origin to judge; ingest at least \(required) steps or "
        + "ask for a shorter warm-up or horizon"
    case .historiesDiffer(let place, let expected, let actual):
      "history \(place) belongs to \(actual.map { "'\($0)'" } ?? "nobody"), the panel's series to "
        + "\(expected.map { "'\($0)'" } ?? "nobody"); hand over one history a series, in order"
    case .historyLength(let entity, let expected, let actual):
      "the history of '\(entity)' has \(actual) steps, the panel \(expected); cut both on one "
        + "calendar"
    case .noSizeAllowed(let entity, let floor, let cap, let step):
      "no multiple of \(step) lies between \(floor) and \(cap) for "
        + "\(entity?.name ?? "the guardrails"); widen the bounds or narrow the step"
    case .notReplayed(let policy, let reason): "\(policy) \(reason)"
    case .forecast(let forecaster, let origin, let reason):
      "\(forecaster) failed at origin \(origin): \(reason)"
    }
  }
}
