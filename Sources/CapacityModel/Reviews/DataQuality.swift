public import HeadroomBasics

/// How well one entity was watched, up to the origin.
public struct DataQuality: Sendable, Hashable {
  /// Whose.
  public var entity: EntityID
  /// Samples of demand.
  public var samples: Int
  /// The first day with a sample.
  public var first: Timestamp
  /// The last one.
  public var last: Timestamp
  /// Days between them.
  public var days: Int
  /// Days among them without a usable peak, in which the entity was on as far as is known.
  public var missingDays: Int
  /// The longest run of those.
  public var longestGap: Int
  /// Days with a stretch in which the size cut demand off.
  public var cutOffDays: Int
  /// Days in which it was off for more than half of the time.
  public var offDays: Int
  /// Whether a size was ever recorded.
  public var hasSize: Bool

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
