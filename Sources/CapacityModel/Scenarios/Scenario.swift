public import HeadroomBasics

/// What is planned and no history can know: new workloads, retirements, growth, moves.
public struct Scenario: Sendable, Hashable {
  /// What it is called.
  public var name: String
  /// In the order in which they apply.
  public var changes: [Change]

  /// One planned change, from an instant on.
  public struct Change: Sendable, Hashable {
    /// What happens, for people.
    public var text: String
    /// The first instant at which it holds.
    public var from: Timestamp
    /// What is done.
    public var kind: Kind

    /// Creates a change.
    public init(text: String, from: Timestamp, kind: Kind) {
      (self.text, self.from, self.kind) = (text, from, kind)
    }
  }

  /// What a change does.
  public enum Kind: Sendable, Hashable {
    /// Workloads that the store does not know.
    case add(Addition)
    /// Series that end.
    case retire([EntityID])
    /// Series whose demand is multiplied: at once, and by a factor every 30 days from then on.
    case grow([EntityID], factor: Double, perMonth: Double)
    /// Series that run on another host.
    case move([EntityID], host: String)
  }

  /// New workloads of one kind, each with a demand of its own that does not change: log-normal through two quantiles.
  public struct Addition: Sendable, Hashable {
    /// What they are called.
    public var name: String
    /// How many workloads of this kind come.
    public var count: Int
    /// The median demand of one.
    public var p50: ByteCount
    /// The demand that nine in ten stay below, `≥ p50`.
    public var p90: ByteCount
    /// Where they run; the levels above follow from the inventory where a host is named.
    public var host: String?
    /// The cluster where they run; `nil` where a host says it or nobody does.
    public var cluster: String?
    /// The site where they run; `nil` where a host or cluster says it or nobody does.
    public var site: String?

    /// Creates an addition that runs nowhere yet.
    public init(name: String, count: Int, p50: ByteCount, p90: ByteCount) {
      (self.name, self.count, self.p50, self.p90) = (name, count, p50, p90)
    }
  }

  /// Creates a scenario.
  public init(name: String, changes: [Change]) { (self.name, self.changes) = (name, changes) }
}

/// What a scenario does to the demand of the fleet at the end of the horizon.
public struct ScenarioEffect: Sendable, Hashable, Codable {
  /// The scenario's name.
  public var name: String
  /// Demand of the fleet without it.
  public var before: Quantiles
  /// One a change, in order; each on top of those before it.
  public var lines: [Line]
  /// Demand of the fleet with all of it.
  public var after: Quantiles

  /// Demand at the last step.
  public struct Quantiles: Sendable, Hashable, Codable {
    /// The median of demand.
    public var p50: ByteCount
    /// The 0.9 quantile.
    public var p90: ByteCount

    /// Creates quantiles, `p50 ≤ p90`.
    public init(p50: ByteCount, p90: ByteCount) { (self.p50, self.p90) = (p50, p90) }
  }

  /// What one change adds.
  public struct Line: Sendable, Hashable, Codable {
    /// What happens, for people.
    public var text: String
    /// From when on.
    public var from: Timestamp
    /// What the quantiles rise by; negative where they fall.
    public var adds: Quantiles

    /// Creates a line.
    public init(text: String, from: Timestamp, adds: Quantiles) {
      (self.text, self.from, self.adds) = (text, from, adds)
    }
  }

  /// Creates an effect.
  public init(name: String, before: Quantiles, lines: [Line], after: Quantiles) {
    (self.name, self.before, self.lines, self.after) = (name, before, lines, after)
  }
}
