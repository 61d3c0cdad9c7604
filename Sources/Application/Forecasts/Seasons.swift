internal import CapacityModel
internal import HeadroomBasics

/// The seasonal periods worth modelling for a step length.
public enum Seasons {
  /// Periods in steps, shortest first: a day and a week where steps are shorter, a year of weeks.
  public static func known(forStep step: Duration) -> [Int] {
    let length = step.wholeMilliseconds
    let (day, week) = (Duration.days(1).wholeMilliseconds, Duration.weeks(1).wholeMilliseconds)
    if length == week { return [52] }
    return [day, week].filter { $0 % length == 0 && $0 > length }.map { Int($0 / length) }
  }
}
