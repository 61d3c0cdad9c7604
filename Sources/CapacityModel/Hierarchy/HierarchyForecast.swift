/// Demand ahead of all nodes of one level.
public struct HierarchyForecast: Sendable {
  /// The forecast, a series a node.
  public var forecast: ForecastPanel
  /// One a node, in the forecast's order; empty for single VMs.
  public var outlooks: [NodeOutlook]
  /// Demand of each of `outlooks` before and after the origin; empty where it is not drawn.
  public var pictures: [DemandPicture] = []
  /// What the reader should know, for people.
  public var warnings: [String]
  /// What the scenario does, where there is one.
  public var scenario: ScenarioEffect?

  /// Creates a forecast.
  public init(forecast: ForecastPanel, outlooks: [NodeOutlook], warnings: [String]) {
    (self.forecast, self.outlooks, self.warnings) = (forecast, outlooks, warnings)
  }
}
