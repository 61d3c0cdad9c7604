public import CapacityModel
public import HeadroomBasics

/// All that is true of one generated VM: what it was made of, what happened to it, and what each day came to.
public struct VMTruth: Sendable, Hashable, Codable {
  /// A change of level by a new release.
  public struct Deployment: Sendable, Hashable, Codable {
    /// The first instant of the new level.
    public internal(set) var at: Timestamp
    /// What demand is more (or less) from then on.
    public internal(set) var change: ByteCount
  }

  /// A change of the configured size.
  public struct Resize: Sendable, Hashable, Codable {
    /// The first instant of the new size.
    public internal(set) var at: Timestamp
    /// The size before.
    public internal(set) var from: ByteCount
    /// The size after.
    public internal(set) var to: ByteCount
    /// What demand is more (or less) from then on because the workload sizes itself by its memory.
    public internal(set) var demandChange: ByteCount
  }

  /// A stretch in which the VM was off.
  public struct PowerOff: Sendable, Hashable, Codable {
    /// From switching off to switching on.
    public internal(set) var range: TimeRange
    /// Whether the platform reported a size of 0 meanwhile; otherwise the size stays and only use is 0.
    public internal(set) var reportsNoSize: Bool
  }

  /// The VM's name, as samples spell it.
  public internal(set) var entity: EntityID
  /// What it was made for first, then what else it does.
  public internal(set) var behaviours: [FleetBehaviour]
  /// What its demand is made of.
  public internal(set) var demand = DemandParameters()
  /// The size at the fleet's start.
  public internal(set) var configuredAtStart: ByteCount
  /// Changes of the size, in time order.
  public internal(set) var resizes: [Resize] = []
  /// Changes of the level, in time order.
  public internal(set) var deployments: [Deployment] = []
  /// Restarts that free what leaked and empty a heap, in time order.
  public internal(set) var restarts: [Timestamp] = []
  /// Stretches off, in time order.
  public internal(set) var off: [PowerOff] = []
  /// Holes without samples, in time order, those of the whole fleet among them; a single lost sample is not listed,
  /// only counted in its day.
  public internal(set) var gaps: [TimeRange] = []
  /// Stretches in which demand was above what the size let through, in time order.
  public internal(set) var censored: [TimeRange] = []
  /// One entry a day of the recipe.
  public internal(set) var days: [DayTruth] = []

  /// The size at the fleet's end.
  public var configuredAtEnd: ByteCount { resizes.last?.to ?? configuredAtStart }

  init(entity: EntityID, behaviours: [FleetBehaviour], configured: ByteCount) {
    (self.entity, self.behaviours) = (entity, behaviours)
    configuredAtStart = configured
  }
}
