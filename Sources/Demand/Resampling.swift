public import CapacityModel
internal import HeadroomBasics

/// Ascending instants, cut where one step ends and the next begins: what all resampling rests on.
struct StepCuts {
  /// Numbers of the steps that hold an instant, strictly ascending.
  private(set) var numbers: [Int64] = []
  /// Where each step's instants begin; one more than there are steps.
  private(set) var bounds: [Int] = []

  /// - Parameters:
  ///   - instants: Milliseconds since the epoch, ascending.
  ///   - length: Of a step, milliseconds.
  init(_ instants: some RandomAccessCollection<Int64>, length: Int64) {
    precondition(length > 0, "a step of \(length) ms holds nothing")
    var last: Int64?
    for (index, instant) in instants.enumerated() {
      let number = Timestamp(milliseconds: instant).stepNumber(length: length)
      if number != last {
        numbers.append(number)
        bounds.append(index)
        last = number
      }
    }
    bounds.append(instants.count)
  }

  /// The places of the instants of step `index`.
  func range(_ index: Int) -> Range<Int> { bounds[index]..<bounds[index + 1] }
}

extension TimeSeries {
  /// One value a step, by `aggregation` over the samples that fall into it; steps without a sample are left out.
  ///
  /// - Parameters:
  ///   - step: At least a millisecond; boundaries are its multiples since the epoch.
  ///   - aggregation: How the samples of a step become one number; see `Aggregation.value(of:)`.
  public func resampled(every step: Duration, by aggregation: Aggregation) -> SteppedSeries {
    let length = step.wholeMilliseconds
    let cuts = StepCuts(timestamps.lazy.map(\.milliseconds), length: length)
    return SteppedSeries(
      stepMilliseconds: length, steps: cuts.numbers,
      values: cuts.numbers.indices.map { aggregation.value(of: values[cuts.range($0)]) })
  }
}

extension SampleBlock {
  /// One value a step of `metric`; see `TimeSeries.resampled`.
  public func resampled(
    _ metric: MemoryMetric, every step: Duration, by aggregation: Aggregation
  ) -> SteppedSeries {
    series(of: metric).resampled(every: step, by: aggregation)
  }

  /// One row a step, all metrics side by side; each value is what `aggregation` makes of its metric's samples in the
  /// step, rounded to stored units.
  ///
  /// - Parameters:
  ///   - step: Milliseconds, `> 0`; rows stand at its multiples since the epoch.
  ///   - aggregation: See `Aggregation.value(of:)`, whose numbers these are.
  public func stepped(every step: Int64, by aggregation: Aggregation) -> SampleBlock {
    let cuts = StepCuts(timestamps, length: step)
    var result = SampleBlock(entity: entity, timestamps: cuts.numbers.map { $0 * step })
    for (metric, column) in values {
      result.values[metric] = cuts.numbers.indices.map { index in
        Self.value(of: column[cuts.range(index)], by: aggregation)
      }
    }
    return result
  }

  private static func value(of column: ArraySlice<Int64>, by aggregation: Aggregation) -> Int64 {
    // `missing` is the least of all numbers, so it is the largest of none.
    if aggregation == .max { return column.reduce(SampleBatch.missing) { Swift.max($0, $1) } }
    if aggregation == .last {
      return column.last { $0 != SampleBatch.missing } ?? SampleBatch.missing
    }
    let samples = column.filter { $0 != SampleBatch.missing }.map(Double.init)
    if samples.isEmpty { return SampleBatch.missing }
    return Int64(aggregation.value(of: samples[...]).rounded())
  }

  /// The smallest usual step that divides a day and holds the usual distance of samples, milliseconds.
  public var finestStep: Int64 {
    let gaps = zip(timestamps.dropFirst(), timestamps).map { $0 - $1 }.sorted()
    guard !gaps.isEmpty else { return Duration.millisecondsPerDay }
    let usual = gaps[gaps.count / 2]
    return Self.dividingSteps.first { $0 >= usual } ?? Duration.millisecondsPerDay
  }

  /// Steps that divide a day, milliseconds.
  private static let dividingSteps: [Int64] = [
    60_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000,
    43_200_000, Duration.millisecondsPerDay,
  ]
}
