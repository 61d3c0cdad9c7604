public import HeadroomBasics

/// One entity's demand, day by day.
public struct DailyDemand: Sendable, Hashable {
  /// One UTC day.
  public struct Day: Sendable, Hashable {
    /// The midnight, UTC, that the day begins with.
    public var day: Timestamp
    /// The mean of its samples while the entity was on, bytes; `nil` without any.
    public var mean: Double?
    /// The largest of them, bytes; `nil` without any.
    public var peak: Double?
    /// The last size in force that day, bytes; `nil` where none was recorded.
    public var configured: Double?
    /// The share of the day that samples cover, time off included.
    public var coverage: Double
    /// The share of the day in which the entity was off.
    public var off: Double
    /// The share of the day in which the size cut demand off.
    public var cutOff: Double

    /// Creates a day that nobody watched.
    public init(day: Timestamp) {
      self.day = day
      (mean, peak, configured) = (nil, nil, nil)
      (coverage, off, cutOff) = (0, 0, 0)
    }
  }

  /// The entity that is described.
  public var entity: EntityID
  /// Every day from the first to the last one that was watched, oldest first.
  public var days: [Day]

  /// Creates a record.
  public init(entity: EntityID, days: [Day]) { (self.entity, self.days) = (entity, days) }
}
