public import HeadroomBasics

/// Bounds on what a plan may propose, whatever a policy recommends.
public struct Guardrails: Sendable, Hashable, Codable {
  /// Observed days an entity needs before its size is touched.
  public var minimumHistoryDays: Double
  /// Days of the last month in which demand may have been cut off by the size.
  public var maximumCensoredDays: Double
  /// The smallest size proposed, where the inventory names none.
  public var floor: ByteCount
  /// What proposed sizes are multiples of, where the inventory names no step.
  public var sizeStep: ByteCount
  /// The largest size proposed, where the inventory names none.
  public var cap: ByteCount
  /// Whether a size may fall below a peak of the last full month.
  public var allowBelowObservedPeak: Bool
  /// The share of the present size below which a change is not worth a ticket.
  public var deadBand: Double
  /// What it costs where demand passes a size of the standard tier, in GiB that stand idle for a month; the critical tier's
  /// costs four times as much, batch work's a quarter.
  public var missCost = 15.0
  /// What a growth has to save beyond its memory, in GiB that stand idle for a month: a change is work, and memory once
  /// given is seldom given back.
  public var growthCost = 10.0
  /// The most that a size grows at once where the present one cut demand off, as a share of it.
  public var stagedGrowth = 0.25
  /// The largest change of a size in one plan, as a share of the present size; `nil` for any.
  public var maximumStep: Double?
  /// The largest part of the present size that one plan takes away, a share; `nil` for any.
  public var maximumShrink: Double?
  /// Entities whose size is not touched, names and patterns with `*`.
  public var protected: [String] = []
  /// Times in which nothing is changed.
  public var freezes: [Freeze] = []
  /// Below this probability that demand fits a size is not taken down; by tier's name.
  public var minimumConfidence: [String: Double] = [:]
  /// The share of all shrinks that goes first; the others wait for the next plan. `nil` for all at once.
  public var canary: Double?
  /// Changes on one host in one plan; `nil` for any number.
  public var changesPerHost: Int?
  /// Changes in one change window of the inventory in one plan, those without a window together; `nil` for any number.
  public var changesPerWindow: Int?

  /// Doubts about samples that a person overrules.
  public var trust: [TrustedDoubt] = []

  /// A time in which nothing is changed.
  public struct Freeze: Sendable, Hashable, Codable {
    /// From when to when.
    public var range: TimeRange
    /// Why, for people.
    public var reason: String

    /// Creates a freeze.
    public init(range: TimeRange, reason: String) { (self.range, self.reason) = (range, reason) }
  }

  /// Creates bounds; the defaults are what a plan uses when nobody says otherwise.
  public init(
    minimumHistoryDays: Double = 14, maximumCensoredDays: Double = 1,
    floor: ByteCount = .mebibytes(512), sizeStep: ByteCount = .mebibytes(256),
    cap: ByteCount = .tebibytes(4), allowBelowObservedPeak: Bool = false, deadBand: Double = 0.05
  ) {
    (self.minimumHistoryDays, self.maximumCensoredDays) = (minimumHistoryDays, maximumCensoredDays)
    (self.floor, self.sizeStep, self.cap) = (floor, sizeStep, cap)
    (self.allowBelowObservedPeak, self.deadBand) = (allowBelowObservedPeak, deadBand)
  }

  /// What a miss costs within a horizon, in GiB that stand idle for all of it; for a month of a longer horizon, as sizes are
  /// looked at anew each month.
  ///
  /// - Parameters:
  ///   - tier: A miss of critical work costs four times the price of the standard tier, one of batch work a quarter.
  ///   - horizon: Days, `> 0`.
  package func missCost(of tier: Tier, horizon: Int) -> Double {
    let factor =
      switch tier {
      case .critical: 4.0
      case .standard: 1.0
      case .batch: 0.25
      }
    return missCost * factor * Self.months(within: horizon)
  }

  /// What a growth has to save beyond its memory, in GiB that stand idle for all of a horizon of so many days, `> 0`, and for
  /// a month of a longer one.
  package func growthCost(horizon: Int) -> Double { growthCost * Self.months(within: horizon) }

  /// How many horizons fit into the month that prices are stated for, at least 1.
  private static func months(within horizon: Int) -> Double { max(1, 30 / Double(horizon)) }
}
