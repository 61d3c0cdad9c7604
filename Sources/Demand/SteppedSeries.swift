public import CapacityModel
internal import HeadroomBasics

/// A series on equal steps, gaps left out: what one entity brings to a panel.
///
/// Step number `k` covers the half-open stretch from `k × step` to `(k + 1) × step` since the epoch, so series that are
/// resampled apart fall onto the same boundaries.
public struct SteppedSeries: Sendable, Hashable {
  /// The length of a step, milliseconds, `> 0`.
  public var stepMilliseconds: Int64
  /// Numbers of the steps that have samples, strictly ascending; see `Timestamp.stepNumber`.
  public var steps: [Int64]
  /// One value a step, natural units.
  public var values: [Double]

  /// Creates a series.
  public init(stepMilliseconds: Int64, steps: [Int64] = [], values: [Double] = []) {
    precondition(steps.count == values.count, "\(steps.count) steps, \(values.count) values")
    (self.stepMilliseconds, self.steps, self.values) = (stepMilliseconds, steps, values)
  }
}

extension Panel {
  /// The panel of some series, one column each; steps without a value are gaps in the mask.
  ///
  /// - Parameters:
  ///   - columns: Series of the calendar's step, none of which leaves the calendar.
  ///   - calendar: Its start is a multiple of its step since the epoch.
  public init(
    of columns: [(entity: EntityID, series: SteppedSeries)], on calendar: StepCalendar
  ) {
    self.init(entities: columns.map(\.entity), calendar: calendar)
    let first = calendar.start.stepNumber(length: calendar.stepMilliseconds)
    for (index, column) in columns.enumerated() {
      for (number, value) in zip(column.series.steps, column.series.values) {
        self[Int(number - first), index] = value
      }
    }
  }
}
