public import HeadroomBasics

/// A set of size changes for review: `headroom.plan/v1`. `docs/formats/plan.md` says what each field means.
public struct ResizePlan: Sendable, Hashable, Codable {
  /// The format's name and version.
  public static let schemaName = "headroom.plan/v1"

  /// The format that the plan is written in, `schemaName`.
  public var schema: String
  /// SHA-256 of the canonical JSON without id, created, approvals and signature, in hexadecimal.
  public var id: String
  /// When the plan was made; equals `now` where that was given.
  public var created: Timestamp
  /// The origin: no later sample was seen.
  public var now: Timestamp
  /// How far ahead sizes must hold, `13w`.
  public var horizon: String
  /// The probability aimed at for the standard tier.
  public var serviceLevel: Double
  /// How sizes were chosen.
  public var policy: Policy
  /// What they were chosen from.
  public var data: DataSummary
  /// All items in a few numbers.
  public var summary: Summary
  /// The entities, the widest change first.
  public var items: [PlanItem]
  /// The hosts of the inventory.
  public var hosts: [HostSummary] = []
  /// The clusters of the inventory; `nil` where it names none or no record tells how their entities move together.
  public var clusters: [ClusterOutlook]?
  /// What a reviewer should know, for people.
  public var warnings: [String] = []
  /// The id of the plan that this one takes back; `nil` for any other.
  public var rollbackOf: String?
  /// Who signed off or refused which item, in order; not part of the id. The last word on an item counts.
  public var approvals: [PlanDecision]?

  /// The end of the horizon; `nil` where `horizon` is no duration.
  public var end: Timestamp? { Duration(parsing: horizon).map { now + $0 } }

  /// How sizes were chosen.
  public struct Policy: Sendable, Hashable, Codable {
    /// The policy's registered name.
    public var name: String
    /// Its parameters, by name.
    public var parameters: [String: Double]
    /// The seed of anything random.
    public var seed: UInt64

    /// Creates a record of a policy.
    public init(name: String, parameters: [String: Double], seed: UInt64) {
      (self.name, self.parameters, self.seed) = (name, parameters, seed)
    }
  }

  /// What sizes were chosen from.
  public struct DataSummary: Sendable, Hashable, Codable {
    /// The store's file name.
    public var store: String
    /// From the first to the last sample seen; `nil` in a store without any.
    public var range: TimeRange?
    /// How many entities have samples.
    public var series: Int
    /// Samples of demand seen.
    public var samples: Int
    /// The share of calendar steps with an observation, from each entity's first to the origin.
    public var coverage: Double
    /// Rows that ingestion refused.
    public var rejected: Int
    /// A warning where demand is a host-side counter and not what the guest needed.
    public var proxy: String?

    /// Creates a summary.
    public init(
      store: String, range: TimeRange?, series: Int, samples: Int, coverage: Double, rejected: Int,
      proxy: String?
    ) {
      (self.store, self.range, self.series, self.samples) = (store, range, series, samples)
      (self.coverage, self.rejected, self.proxy) = (coverage, rejected, proxy)
    }
  }

  /// Creates a plan without an id, which its content gives it in the end (`PlanIdentity`), and without hosts, clusters and
  /// warnings.
  public init(
    created: Timestamp, now: Timestamp, horizon: String, serviceLevel: Double, policy: Policy,
    data: DataSummary, summary: Summary, items: [PlanItem]
  ) {
    schema = Self.schemaName
    id = ""
    self.created = created
    self.now = now
    self.horizon = horizon
    self.serviceLevel = serviceLevel
    self.policy = policy
    self.data = data
    self.summary = summary
    self.items = items
  }
}
