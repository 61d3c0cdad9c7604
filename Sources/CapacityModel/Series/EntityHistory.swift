public import HeadroomBasics

/// What sizing and planning may know of one entity at the origin, beside its forecast.
public struct EntityHistory: Sendable, Hashable {
  /// The share of its size from which on demand is cut off there: what was needed beyond is not known.
  public static let cutOffShare = 0.97

  /// The entity that was sampled.
  public var entity: EntityID
  /// The size in force at the origin; `nil` where none was ever recorded.
  public var configured: ByteCount?
  /// Demand's largest value of each calendar step up to the origin, bytes, `nil` for gaps; oldest first.
  public var peaks: [Double?]
  /// The size in force in each of those steps, bytes, `nil` where unknown.
  public var sizes: [Double?]
  /// The length of those steps.
  public var step: Duration
  /// The first instant of those steps.
  public var start: Timestamp
  /// The instant of the largest demand of each step, milliseconds since the epoch; the step's start for a gap.
  public var peakInstants: [Int64]
  /// Time of each step in which demand was cut off by the size (used ≥ 97 % of configured, swapping), milliseconds.
  public var censoredMilliseconds: [Int64]
  /// Time of each step in which the entity was off, milliseconds.
  public var offMilliseconds: [Int64]
  /// Time of each step that samples stand for, time off included, milliseconds; empty where that was not kept.
  public var observedMilliseconds: [Int64] = []
  /// Samples of demand up to the origin.
  public var samples: Int
  /// How it was sampled.
  public var sampling = EntitySampling()

  /// Creates a history.
  public init(
    entity: EntityID, configured: ByteCount?, peaks: [Double?], sizes: [Double?], step: Duration,
    start: Timestamp, peakInstants: [Int64], censoredMilliseconds: [Int64],
    offMilliseconds: [Int64], samples: Int
  ) {
    (self.entity, self.configured, self.peaks, self.sizes) = (entity, configured, peaks, sizes)
    (self.step, self.start, self.peakInstants) = (step, start, peakInstants)
    (self.censoredMilliseconds, self.offMilliseconds) = (censoredMilliseconds, offMilliseconds)
    self.samples = samples
  }
}
