extension BacktestReport {
  /// A range of observed steps, half-open; without an end it has none.
  public struct HistoryLength: Sendable, Hashable, Codable {
    /// The least number of steps.
    public var from: Int
    /// The first number above the range.
    public var to: Int?

    /// Creates a range.
    public init(from: Int, to: Int?) { (self.from, self.to) = (from, to) }
  }

  /// How well one entity was forecast over the longest horizon.
  public struct EntityScore: Sendable, Hashable, Codable {
    /// The entity whose forecasts were judged.
    public var entity: EntityID
    /// Its class at the last origin where it was judged.
    public var behaviour: BehaviourClass
    /// How many steps ahead was forecast.
    public var horizon: Int
    /// How many forecasts were judged.
    public var forecasts: Int
    /// Quantile loss over the deciles on the scale of MASE.
    public var sql: Double
    /// The seasonal naive's on the same forecasts, where it took part.
    public var sqlSeasonalNaive: Double?

    /// Creates a score.
    public init(
      entity: EntityID, behaviour: BehaviourClass, horizon: Int, forecasts: Int, sql: Double,
      sqlSeasonalNaive: Double?
    ) {
      (self.entity, self.behaviour, self.horizon) = (entity, behaviour, horizon)
      (self.forecasts, self.sql, self.sqlSeasonalNaive) = (forecasts, sql, sqlSeasonalNaive)
    }
  }
}
