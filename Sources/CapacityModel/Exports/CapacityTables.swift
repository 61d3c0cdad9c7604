public import HeadroomBasics

/// What the tables of an export are made of: finished values of one run.
public struct CapacityTables: Sendable {
  /// Demand ahead of what stands on one rung of the hierarchy.
  public struct LevelForecast: Sendable {
    /// What the series are: VMs, hosts, clusters, sites or the fleet.
    public var level: HierarchyLevel
    /// The forecast, a series a VM or node.
    public var forecast: ForecastPanel
    /// One a series: the VM's size, or the memory installed in the node less its failover reserve; `nil` where unknown.
    public var capacities: [ByteCount?]
    /// The past sums that the forecast was learned from, a series a node; `nil` for single VMs, whose days stand by
    /// themselves.
    public var history: Panel?

    /// Creates a forecast of a rung.
    public init(level: HierarchyLevel, forecast: ForecastPanel, capacities: [ByteCount?]) {
      precondition(
        capacities.count == forecast.seriesCount,
        "\(capacities.count) capacities for \(forecast.seriesCount) series")
      (self.level, self.forecast, self.capacities) = (level, forecast, capacities)
    }
  }

  /// Where everything comes from.
  public var provenance: ExportProvenance
  /// The entities, by name.
  public var entities: [EntityFacts] = []
  /// Their days, in the same order.
  public var demand: [DailyDemand] = []
  /// The forecasts: VMs, then clusters where they are known, then the fleet.
  public var forecasts: [LevelForecast] = []
  /// What a backtest found; `nil` where there is none.
  public var backtest: BacktestReport?
  /// A plan to go with it; `nil` where none was named.
  public var plan: ResizePlan?

  /// Creates tables of nothing.
  public init(provenance: ExportProvenance) { self.provenance = provenance }
}
