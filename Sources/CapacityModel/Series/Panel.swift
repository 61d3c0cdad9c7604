/// Many series on one calendar: a dense, time-major matrix `[T × N]` with a mask.
///
/// Step `t` of series `n` is `values[t * seriesCount + n]`, so that one step over all series is contiguous. Where
/// `mask` is false nothing was observed and the value is 0; arithmetic never meets a NaN by accident.
public struct Panel: Sendable, Hashable {
  /// The series, in the order of the columns.
  public let entities: [EntityID]
  /// The steps, in the order of the rows.
  public let calendar: StepCalendar
  /// Values in natural units, shape `[T × N]`, finite.
  public private(set) var values: [Double]
  /// Whether a value was observed, shape `[T × N]`.
  public private(set) var mask: [Bool]

  /// The number of series, N.
  public var seriesCount: Int { entities.count }

  /// The number of steps, T.
  public var stepCount: Int { calendar.count }

  /// Creates a panel in which nothing was observed yet.
  public init(entities: [EntityID], calendar: StepCalendar) {
    (self.entities, self.calendar) = (entities, calendar)
    values = Array(repeating: 0, count: entities.count * calendar.count)
    mask = Array(repeating: false, count: values.count)
  }

  /// Creates a panel from its parts; masked values are set to 0.
  ///
  /// - Parameters:
  ///   - values: Shape `[T × N]`; must be finite where `mask` holds.
  ///   - mask: Shape `[T × N]`.
  public init(entities: [EntityID], calendar: StepCalendar, values: [Double], mask: [Bool]) {
    let size = entities.count * calendar.count
    precondition(
      values.count == size && mask.count == size,
      "\(values.count) values, \(mask.count) marks for [\(calendar.count) × \(entities.count)]")
    (self.entities, self.calendar, self.mask) = (entities, calendar, mask)
    self.values = values
    for index in 0..<size {
      if !mask[index] { self.values[index] = 0 }
      precondition(self.values[index].isFinite, "value \(index) is not finite")
    }
  }

  /// The value at `step` of series `series`; `nil` where none was observed. Setting `nil` makes a gap.
  public subscript(step: Int, series: Int) -> Double? {
    get {
      let index = step * entities.count + series
      return mask[index] ? values[index] : nil
    }
    set {
      let index = step * entities.count + series
      precondition(newValue?.isFinite ?? true, "a panel holds finite values")
      (values[index], mask[index]) = (newValue ?? 0, newValue != nil)
    }
  }

  /// One series, gaps as `nil`, oldest first.
  public func column(_ series: Int) -> [Double?] { (0..<stepCount).map { self[$0, series] } }

  /// The panel as it was known after its first `steps` steps.
  public func prefix(_ steps: Int) -> Panel {
    rows(0..<steps)
  }

  /// The steps of `range` alone.
  public func rows(_ range: Range<Int>) -> Panel {
    precondition(range.lowerBound >= 0 && range.upperBound <= stepCount, "\(range) of \(stepCount)")
    let cut = (range.lowerBound * seriesCount)..<(range.upperBound * seriesCount)
    let calendar = StepCalendar(
      start: calendar.instant(range.lowerBound), step: calendar.step, count: range.count)
    return Panel(
      entities: entities, calendar: calendar, values: Array(values[cut]), mask: Array(mask[cut]))
  }

  /// The series at `indices` alone, in that order.
  public func selecting(_ indices: [Int]) -> Panel {
    var selected = Panel(entities: indices.map { entities[$0] }, calendar: calendar)
    for step in 0..<stepCount {
      for (column, index) in indices.enumerated() { selected[step, column] = self[step, index] }
    }
    return selected
  }
}
