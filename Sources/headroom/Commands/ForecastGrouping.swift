internal import ArgumentParser
internal import CapacityModel

/// What `--by` names: how samples of a step become one number, or which sums are forecast.
enum ForecastGrouping: ExpressibleByArgument {
  case aggregation(Aggregation)
  case level(HierarchyLevel)

  init?(argument: String) {
    if let aggregation = Aggregation(rawValue: argument) {
      self = .aggregation(aggregation)
    } else if let level = HierarchyLevel(rawValue: argument) {
      self = .level(level)
    } else {
      return nil
    }
  }
}
