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
    }
  }
}
