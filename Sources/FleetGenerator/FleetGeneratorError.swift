internal import CapacityModel
public import HeadroomBasics

/// Why no fleet can be made.
public enum FleetGeneratorError: Error, Hashable, Sendable {
  /// The number of VMs is outside 1 to 100,000.
  case unsupportedCount(Int)
  /// The number of days is outside 14 to 3,660.
  case unsupportedDays(Int)
  /// The step does not divide a day, or is not between a minute and an hour.
  case unsupportedStep(seconds: Int)
  /// The fleet does not begin at midnight UTC.
  case startNotMidnight(Timestamp)
  /// The share of entities with faults is outside 0 to 1.
  case unsupportedShare(Double)
  /// The fleet is too short for faults that last for 20 days.
  case tooShortForFaults(days: Int)
}

extension FleetGeneratorError: CustomStringConvertible {
  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .unsupportedCount(let count):
      "a fleet of \(count) VMs cannot be made; ask for 1 to 100000"
    case .unsupportedDays(let days):
      "a fleet over \(days) days cannot be made; ask for 14 to 3660, since deployments, leaks and"
        + " weeks need two weeks to show"
    case .unsupportedStep(let seconds):
      "a step of \(seconds) s cannot be used; take a divisor of 86400 from 60 to 3600, such as 300"
    case .startNotMidnight(let start):
      "a fleet cannot start at \(start); truth is kept by UTC day, so start at midnight UTC"
    case .unsupportedShare(let share):
      "a share of \(share) of the VMs cannot get faults; ask for 0 to 1"
    case .tooShortForFaults(let days):
      "faults do not fit into \(days) days, as some last for 20; ask for \(FleetFaults.leastDays) days or more"
    }
  }
}
