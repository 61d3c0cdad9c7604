public import CapacityModel

/// What counts as demand in a series of samples: when an entity is off, when its size cut demand off, and when a
/// step was watched long enough to know its peak.
public struct DemandDefinition: Sendable, Hashable {
  /// The share of the configured size from which demand counts as cut off by it.
  public var censoredShare: Double
  /// How long demand must stay at zero before the entity counts as off.
  public var offAfter: Duration
  /// The share of a step that samples must cover before its peak enters a forecast.
  public var coverage: Double

  /// Creates a definition; the defaults are those of every command.
  public init(
    censoredShare: Double = EntityHistory.cutOffShare, offAfter: Duration = .seconds(3600),
    coverage: Double = 0.5
  ) {
    (self.censoredShare, self.offAfter, self.coverage) = (censoredShare, offAfter, coverage)
  }
}
