public import HeadroomBasics

/// Something that happened to an entity's samples as they came in, counted.
public struct SampleEvent: Sendable, Hashable, Codable {
  /// What happened. The raw values stand in stores and never change meaning.
  public enum Kind: String, CaseIterable, Sendable, Codable {
    /// Values that differed from those that were there for the same instants.
    case conflict
    /// Samples that were declared to be averages.
    case average
    /// Samples that were declared to be maxima.
    case max
    /// Samples that were declared to be values at their instants.
    case last

    /// What samples were declared to be, where the event says so.
    public var statistic: EntitySampling.Statistic? {
      switch self {
      case .conflict: nil
      case .average: .average
      case .max: .max
      case .last: .last
      }
    }

    /// The event of a declaration.
    public init(_ statistic: EntitySampling.Statistic) {
      switch statistic {
      case .average: self = .average
      case .max: self = .max
      case .last: self = .last
      }
    }
  }

  /// Whose.
  public var entity: EntityID
  /// What.
  public var kind: Kind
  /// How many values.
  public var count: Int
  /// From the first to just after the last instant that it is about.
  public var range: TimeRange

  /// Creates an event.
  public init(entity: EntityID, kind: Kind, count: Int, range: TimeRange) {
    self.entity = entity
    self.kind = kind
    self.count = count
    self.range = range
  }
}
