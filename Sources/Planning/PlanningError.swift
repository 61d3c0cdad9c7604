public import CapacityModel
public import HeadroomBasics

/// What can be wrong with what a plan is made from.
public enum PlanningError: Error, Hashable, Sendable {
  /// Two inputs for one entity.
  case duplicateInput(EntityID)
  /// Two lines of the inventory for one entity or host.
  case duplicateInventoryEntry(String)
  /// A decision for another entity than the history beside it.
  case decisionOfAnother(entity: EntityID, decided: EntityID)
  /// A column that the forecast lacks or that belongs to another entity.
  case wrongColumn(entity: EntityID, column: Int, found: EntityID?)
  /// A service level outside (0, 1).
  case serviceLevelOutOfRange(entity: EntityID?, level: Double)
  /// A forecast without the median of each step.
  case medianMissing(levels: [Double])
  /// A forecast without quantiles of the peak.
  case peakQuantilesMissing
  /// A forecast value that is no number of bytes.
  case forecastNotBytes(entity: EntityID, part: String, value: Double)
  /// A guardrail that makes no sense.
  case invalidGuardrail(name: String, value: Double)
  /// No multiple of the step lies between floor and cap; `nil` for the guardrails' own.
  case noSizeAllowed(entity: EntityID?, floor: ByteCount, cap: ByteCount, step: ByteCount)
  /// A plan that JSON cannot carry.
  case notEncodable(PlanIdentityError)
}

extension PlanningError {
  /// Bounds within which no size lies.
  init(_ error: SizeBoundsError) {
    self = .noSizeAllowed(
      entity: error.entity, floor: error.floor, cap: error.cap, step: error.step)
  }
}

extension PlanningError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .duplicateInput(let entity):
      "\(entity) is planned twice; give each entity one input"
    case .duplicateInventoryEntry(let name):
      "the inventory names \(name) twice; keep one of the two entries"
    case .decisionOfAnother(let entity, let decided):
      "\(entity) came with the decision for \(decided); pair them by name"
    case .wrongColumn(let entity, let column, let found):
      "forecast column \(column) is \(found.map { "of \($0)" } ?? "missing"), not of \(entity); "
        + "look the column up by name"
    case .serviceLevelOutOfRange(let entity, let level):
      "a service level of \(level)\(entity.map { " for \($0)" } ?? "") is no probability; "
        + "choose one between 0 and 1, such as 0.95"
    case .forecastNotBytes(let entity, let part, let value):
      "the forecast's \(part) of \(entity) is \(value), no number of bytes; check its samples"
    case .medianMissing(let levels):
      "the forecast has levels \(levels) but a plan needs 0.5; ask for the default levels"
    case .peakQuantilesMissing:
      "the forecast has no quantiles of the peak; ask for the planning peak levels"
    case .invalidGuardrail(let name, let value):
      "guardrail \(name) is \(value); give a number of at least 0"
    case .noSizeAllowed(let entity, let floor, let cap, let step):
      "no multiple of \(step) lies between \(floor) and \(cap) for "
        + "\(entity?.name ?? "the guardrails"); widen the bounds or narrow the step"
    case .notEncodable(let error):
      error.description
    }
  }
}
