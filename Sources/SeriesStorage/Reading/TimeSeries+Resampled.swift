public import CapacityModel
internal import HeadroomBasics

extension TimeSeries {
  /// One value a step, by `aggregation` over the samples that fall into it; steps without a sample are left out.
  ///
  /// - Parameters:
  ///   - step: At least a millisecond; boundaries are its multiples since the epoch.
  ///   - aggregation: How the samples of a step become one number; see `Aggregation.value(of:)`.
  public func resampled(every step: Duration, by aggregation: Aggregation) -> SteppedSeries {
    let length = step.wholeMilliseconds
    precondition(length > 0, "a step of \(length) ms holds nothing")
    var result = SteppedSeries(stepMilliseconds: length)
    var start = 0
    while start < timestamps.count {
      let number = SteppedSeries.step(of: timestamps[start], length: length)
      var end = start + 1
      while end < timestamps.count
        && SteppedSeries.step(of: timestamps[end], length: length) == number
      { end += 1 }
      result.steps.append(number)
      result.values.append(aggregation.value(of: values[start..<end]))
      start = end
    }
    return result
  }
}

extension SampleBlock {
  /// One value a step of `metric`; see `TimeSeries.resampled`.
  public func resampled(
    _ metric: MemoryMetric, every step: Duration, by aggregation: Aggregation
  ) -> SteppedSeries {
    series(of: metric).resampled(every: step, by: aggregation)
  }
}
