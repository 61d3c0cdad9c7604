public import CapacityModel
public import HeadroomBasics

/// What monitoring may do wrong to the samples of a fleet. The raw values stand in `faults.csv` and after `--faults`.
public enum FaultKind: String, CaseIterable, Sendable, Codable {
  /// One sample every 6 hours.
  case coarse
  /// Means of two hours or of a day, at even hours.
  case averages
  /// No samples at night, or none at weekends.
  case unseenHours = "unseen-hours"
  /// The last 2 to 10 days hold one value.
  case frozen
  /// Demand 1,024 times too small: KiB under the name of MiB.
  case small
  /// One to three samples of 1970, of 2037 or of some days ahead.
  case wrongTime = "wrong-time"
  /// Samples of another machine under the same name.
  case sharedName = "shared-name"
  /// Another name from an instant on.
  case renamed
  /// Switched off for the last 20 days.
  case off
  /// Not seen for the last 20 days.
  case gone
  /// Sizes and demand of the whole fleet 1,024 times larger from an instant on.
  case unitChange = "unit-change"

  /// The kinds that befall one entity at a time: all but `unitChange`.
  public static let ofEntities = allCases.filter { $0 != .unitChange }
}

/// Which faults a fleet's samples get.
public struct FleetFaults: Sendable, Hashable {
  /// Kinds of single entities; each entity with a fault has one of them, all equally likely.
  public let kinds: [FaultKind]
  /// The share of the entities that get one, 0 to 1.
  public let share: Double
  /// Whether the unit of all samples changes once.
  public let changesUnit: Bool

  /// The days of samples that faults need, as some of them last for 20 days.
  static let leastDays = 40

  /// Creates a choice of faults.
  ///
  /// - Parameters:
  ///   - kinds: Of `FaultKind.ofEntities`, without repetition; may be empty.
  ///   - share: 0 to 1.
  ///   - changesUnit: Whether the unit of all samples changes once.
  ///   - recipe: The fleet that they are for.
  /// - Throws: `FleetGeneratorError.unsupportedShare`, `.tooShortForFaults`.
  public init(
    kinds: [FaultKind], share: Double = 0.1, changesUnit: Bool = false, in recipe: FleetRecipe
  ) throws(FleetGeneratorError) {
    precondition(!kinds.contains(.unitChange), "a change of unit concerns a fleet, not an entity")
    guard (0...1).contains(share) else { throw .unsupportedShare(share) }
    guard recipe.days >= Self.leastDays else { throw .tooShortForFaults(days: recipe.days) }
    (self.kinds, self.share, self.changesUnit) = (kinds, share, changesUnit)
  }
}

/// A fault that was injected: the truth that a rule about samples is judged by.
public struct InjectedFault: Sendable, Hashable {
  /// Whose samples are wrong; `nil` for those of all entities. Of a renamed one, the new name.
  public var entity: EntityID?
  /// What is wrong.
  public var kind: FaultKind
  /// The first instant whose samples are wrong.
  public var since: Timestamp
  /// The variant, such as `daily` or `nights`, or the other name.
  public var detail: String
}
