public import HeadroomBasics

/// How well one entity was watched, up to the origin.
public struct DataQuality: Sendable, Hashable, Codable {
  /// The entity that was watched.
  public var entity: EntityID
  /// Samples of demand.
  public var samples: Int
  /// The first day with a sample.
  public var first: Timestamp
  /// The last day with a sample.
  public var last: Timestamp
  /// Days between them.
  public var days: Int
  /// Days among them without a usable peak, in which the entity was on as far as is known.
  public var missingDays: Int
  /// The longest run of those.
  public var longestGap: Int
  /// Days with a stretch in which the size cut demand off.
  public var cutOffDays: Int
  /// How much of the last 30 days the size cut demand off, days: what plans go by; `nil` where a report of an earlier
  /// version does not tell.
  public var cutOffOfMonth: Double?
  /// Days in which it was off for more than half of the time.
  public var offDays: Int
  /// Whether a size was ever recorded.
  public var hasSize: Bool
  /// Whether it is sampled and on, off, or gone.
  public var state = EntityQuality.State.active
  /// The usual time between samples of the last four weeks, seconds; `nil` where there are none.
  public var intervalSeconds: Double?
  /// The longest time between two of them, seconds.
  public var longestStepSeconds: UInt32 = 0
  /// What is doubtful, the gravest first.
  public var doubts: [DataDoubt] = []

  /// Creates a record.
  public init(
    entity: EntityID, samples: Int, first: Timestamp, last: Timestamp, days: Int,
    missingDays: Int, longestGap: Int, cutOffDays: Int, offDays: Int, hasSize: Bool
  ) {
    (self.entity, self.samples, self.first, self.last) = (entity, samples, first, last)
    (self.days, self.missingDays, self.longestGap) = (days, missingDays, longestGap)
    (self.cutOffDays, self.offDays, self.hasSize) = (cutOffDays, offDays, hasSize)
  }
}

/// How well all entities of a store were watched: `headroom.quality/v1`.
public struct QualityReport: Sendable, Hashable, Codable {
  /// The format's name and version.
  public static let schemaName = "headroom.quality/v1"

  /// The format that the report is written in, `schemaName`.
  public var schema: String
  /// The store's file name.
  public var store: String
  /// The origin: later samples were not looked at.
  public var now: Timestamp
  /// One record an entity, by name.
  public var entities: [DataQuality]

  /// Creates a report.
  public init(store: String, now: Timestamp, entities: [DataQuality]) {
    schema = Self.schemaName
    self.store = store
    self.now = now
    self.entities = entities
  }
}
