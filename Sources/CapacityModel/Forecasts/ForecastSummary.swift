public import HeadroomBasics

/// Demand ahead in one page: the fleet and its clusters by month, when what is installed is passed, and which entities grow
/// most or pass their size.
public struct ForecastSummary: Sendable, Hashable, Codable {
  /// Memory that carries a node's demand.
  public struct Installed: Sendable, Hashable, Codable {
    /// Where the size comes from.
    public enum Source: String, Sendable, Codable {
      /// The hosts of the inventory, less their failover reserve.
      case hosts
      /// The sum of the configured sizes of the node's entities.
      case configured
    }

    /// The memory that is installed or configured.
    public var size: ByteCount
    /// Where that comes from.
    public var source: Source

    /// Creates a size.
    public init(size: ByteCount, source: Source) {
      (self.size, self.source) = (size, source)
    }
  }

  /// Demand in one calendar month, as far as the horizon covers it.
  public struct Month: Sendable, Hashable, Codable {
    /// The UTC month: `2026-05`.
    public var month: String
    /// The largest median of a step in the month.
    public var p50: ByteCount
    /// The largest 90 % quantile of a step in the month.
    public var p90: ByteCount

    /// Creates a month.
    public init(month: String, p50: ByteCount, p90: ByteCount) {
      (self.month, self.p50, self.p90) = (month, p50, p90)
    }
  }

  /// When demand first exceeds a size.
  public struct Passing: Sendable, Hashable, Codable {
    /// The first steps by which it has done so with 10, 50 and 90 % probability.
    public var dates: PlanItem.Breach
    /// Whole days from the origin to `dates.p10`; `nil` beyond the horizon.
    public var daysP10: Int?
    /// Whole days from the origin to `dates.p50`: the runway.
    public var daysP50: Int?
    /// Whole days from the origin to `dates.p90`.
    public var daysP90: Int?

    /// Counts the days from `origin` to each date.
    public init(dates: PlanItem.Breach, origin: Timestamp) {
      let days = { (date: Timestamp?) in
        date.map { Int(($0.milliseconds - origin.milliseconds) / Duration.millisecondsPerDay) }
      }
      self.dates = dates
      (daysP10, daysP50, daysP90) = (days(dates.p10), days(dates.p50), days(dates.p90))
    }
  }

  /// The fleet or a cluster.
  public struct Node: Sendable, Hashable, Codable {
    /// Whether it is the fleet or a cluster.
    public var level: HierarchyLevel
    /// The cluster's name; `fleet` for the fleet.
    public var name: String
    /// Entities that add up to it.
    public var series: Int
    /// What carries it; `nil` where neither hosts nor sizes are known.
    public var installed: Installed?
    /// Mean demand of the last seven days; `nil` where they were not observed.
    public var recent: ByteCount?
    /// Demand by month, in order.
    public var months: [Month]
    /// When demand exceeds `installed`; `nil` where that is not known.
    public var passing: Passing?
    /// Demand up to the origin, the largest value of each stretch, bytes; `nil` for gaps.
    public var past: [Double?]
    /// The median ahead, the largest value of each stretch, bytes.
    public var ahead: [Double?]

    /// Creates a node that nothing is known of yet.
    public init(level: HierarchyLevel, name: String, series: Int) {
      (self.level, self.name, self.series) = (level, name, series)
      (months, past, ahead) = ([], [], [])
    }
  }

  /// The growth of one entity, and when it passes its size.
  public struct Entity: Sendable, Hashable, Codable {
    /// The entity that is described.
    public var entity: EntityID
    /// Its size at the origin; `nil` where none was recorded.
    public var configured: ByteCount?
    /// Mean demand of the last seven days.
    public var recent: ByteCount
    /// Mean median demand of the last seven days of the horizon.
    public var ahead: ByteCount
    /// When demand exceeds `configured`.
    public var passing: Passing?
    /// Demand up to the origin, the largest value of each stretch, bytes; `nil` for gaps.
    public var past: [Double?]

    /// Creates an entity.
    public init(
      entity: EntityID, configured: ByteCount?, recent: ByteCount, ahead: ByteCount,
      passing: Passing?, past: [Double?]
    ) {
      (self.entity, self.configured, self.recent) = (entity, configured, recent)
      (self.ahead, self.passing, self.past) = (ahead, passing, past)
    }
  }

  /// `headroom.forecast-summary/v1`.
  public var schema = "headroom.forecast-summary/v1"
  /// The store's name.
  public var store: String
  /// The origin: what is known ends here.
  public var now: Timestamp
  /// The end of the horizon.
  public var end: Timestamp
  /// The length of a step: `1d`.
  public var step: String
  /// How the samples of a step became one value.
  public var aggregation: Aggregation
  /// The forecaster's registered name.
  public var forecaster: String
  /// The fleet, then its clusters by name.
  public var nodes: [Node]
  /// The entities that grow most, the fastest first.
  public var growing: [Entity]
  /// The entities that pass their size with at least 10 % probability, the earliest first.
  public var passing: [Entity]
  /// How many entities pass their size, those included that are not listed.
  public var passingCount: Int
  /// The entities whose samples are doubted, or that are off or gone.
  public var doubted: [SeriesStanding] = []
  /// What the reader should know.
  public var warnings: [String]

  /// Demand of each of `nodes` before and after the origin, for pages; no part of the JSON.
  public var pictures: [DemandPicture] = []

  private enum CodingKeys: String, CodingKey {
    case schema, store, now, end, step, aggregation, forecaster, nodes, growing, passing
    case passingCount, doubted, warnings
  }

  /// Creates a summary without nodes and entities.
  public init(
    store: String, calendar: StepCalendar, aggregation: Aggregation, forecaster: String,
    warnings: [String]
  ) {
    (self.store, self.aggregation, self.forecaster) = (store, aggregation, forecaster)
    (now, end, step) = (calendar.start, calendar.range.end, calendar.step.shortText)
    (nodes, growing, passing, passingCount) = ([], [], [], 0)
    self.warnings = warnings
  }
}
