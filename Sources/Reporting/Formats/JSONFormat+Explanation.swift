public import CapacityModel

extension JSONFormat {
  private struct Document: Encodable {
    var schema = "headroom.forecast-explanation/v1"
    var series: [ForecastExplanation]
  }

  /// Writes all series as one object, `headroom.forecast-explanation/v1`.
  public func write(
    _ explanations: [ForecastExplanation], options: ReportOptions, to sink: ByteSink
  ) throws {
    try sink(encoded(Document(series: explanations), options: options))
  }
}
