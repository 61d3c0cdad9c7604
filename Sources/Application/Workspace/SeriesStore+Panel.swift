public import CapacityModel
internal import Demand
public import HeadroomBasics
public import SeriesStorage

extension SeriesStore {
  /// The most cells of a panel: 9 bytes each.
  public static let maximumPanelCells = 500_000_000

  /// One metric of all entities on one calendar.
  ///
  /// Step boundaries are multiples of `step` since the epoch. Every entity with a sample in the range is a column, by
  /// name; steps in which it has none are gaps in the mask.
  ///
  /// - Parameters:
  ///   - metric: The metric to read.
  ///   - step: The length of a step, at least a millisecond.
  ///   - aggregation: How the samples of a step become one number.
  ///   - range: The calendar covers it, rounded outwards to whole steps, and only samples inside it count; from the
  ///     first to the last sample of the metric where absent.
  /// - Throws: `StorageError`; `.panelTooLarge` beyond `maximumPanelCells`.
  public func panel(
    metric: MemoryMetric, every step: Duration, by aggregation: Aggregation,
    range: TimeRange? = nil
  ) throws -> Panel {
    let length = step.wholeMilliseconds
    precondition(length > 0, "a step of \(length) ms holds nothing")
    var columns: [(entity: EntityID, series: SteppedSeries)] = []
    try forEach(
      metrics: [metric], range: range ?? .all, rolledUpBy: aggregation, step: step,
      onlyMaxima: aggregation == .max,
      transform: { ($0.entity, $0.resampled(metric, every: step, by: aggregation)) },
      body: { columns.append($0) })
    let bounds = Self.steps(covering: range, or: columns.map(\.series), length: length)
    return Panel(
      of: columns, on: try calendar(of: bounds, step: step, series: columns.count))
  }

  private static func steps(
    covering range: TimeRange?, or columns: [SteppedSeries], length: Int64
  ) -> Range<Int64> {
    if let range {
      let first = range.start.stepNumber(length: length)
      if range.start == range.end { return first..<first }
      let last = Timestamp(milliseconds: range.end.milliseconds - 1)
      return first..<(last.stepNumber(length: length) + 1)
    }
    guard let first = columns.compactMap(\.steps.first).min(),
      let last = columns.compactMap(\.steps.last).max()
    else { return 0..<0 }
    return first..<(last + 1)
  }

  private func calendar(
    of steps: Range<Int64>, step: Duration, series: Int
  ) throws(StorageError) -> StepCalendar {
    let length = step.wholeMilliseconds
    let (count, tooLong) = steps.upperBound.subtractingReportingOverflow(steps.lowerBound)
    let (cells, tooMany) = Int(count).multipliedReportingOverflow(by: max(1, series))
    let (start, tooEarly) = steps.lowerBound.multipliedReportingOverflow(by: length)
    let (_, tooLate) = steps.upperBound.multipliedReportingOverflow(by: length)
    guard !tooLong, !tooMany, !tooEarly, !tooLate, cells <= Self.maximumPanelCells else {
      throw StorageError.panelTooLarge(
        path: path, steps: tooLong ? .max : Int(count), series: series,
        limit: Self.maximumPanelCells)
    }
    return StepCalendar(
      start: Timestamp(milliseconds: start), step: step, count: Int(count))
  }
}
