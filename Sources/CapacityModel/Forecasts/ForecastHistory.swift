/// Forecasts made at past origins, each from what was known then: what sizing trains on and backtests judge.
public struct ForecastHistory: Sendable {
  /// One past origin.
  public struct Entry: Sendable {
    /// Steps of the panel that the forecaster saw.
    public var seenSteps: Int
    /// What it said.
    public var forecast: ForecastPanel

    /// Creates an entry.
    public init(seenSteps: Int, forecast: ForecastPanel) {
      (self.seenSteps, self.forecast) = (seenSteps, forecast)
    }
  }

  /// The whole panel, later steps included.
  public var panel: Panel
  /// Oldest origin first.
  public var entries: [Entry]

  /// Creates a history.
  public init(panel: Panel, entries: [Entry]) { (self.panel, self.entries) = (panel, entries) }
}
