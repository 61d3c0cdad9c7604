public import HeadroomBasics

/// Where samples are missing.
public struct GapReport: Sendable, Hashable, Codable {
  /// The longest stretch without a sample.
  public struct Longest: Sendable, Hashable, Codable {
    /// The entity without a sample.
    public var entity: EntityID
    /// After this sample.
    public var start: Timestamp
    /// The length of the stretch, milliseconds.
    public var milliseconds: Int64

    /// Creates a stretch.
    public init(entity: EntityID, start: Timestamp, milliseconds: Int64) {
      self.entity = entity
      self.start = start
      self.milliseconds = milliseconds
    }

    /// The length of the stretch.
    public var length: Duration { .milliseconds(milliseconds) }
  }

  /// Stretches longer than twice the entity's median distance between samples.
  public var count = 0
  /// Entities with such a stretch.
  public var entities = 0
  /// The longest of them.
  public var longest: Longest?

  /// Creates a report without a gap.
  public init() {}
}
