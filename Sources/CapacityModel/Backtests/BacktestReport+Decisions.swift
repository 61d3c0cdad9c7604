public import HeadroomBasics

extension BacktestReport {
  /// What would have come of following the plans of past origins: the same decisions as a plan makes, held against the
  /// demand that came.
  public struct Decisions: Sendable, Hashable, Codable {
    /// How far ahead sizes had to hold: `4w`.
    public var horizon: String
    /// The origins, oldest first.
    public var origins: [Timestamp]
    /// Promised against came, by action; the last row is of all of them.
    public var byAction: [Row]
    /// The same, by tier.
    public var byTier: [Row]
    /// The same, by how demand behaved before the origin.
    public var byClass: [Row]
    /// By action after changes that hosts could not carry were held back; absent where no host is known.
    public var withHostHolds: [Row]?
    /// Every policy at the plan's horizon, through the same bounds, on the same pairs of entity and origin: the expected cost
    /// first, hindsight last. A sample of the fleet.
    public var policies: [PolicyRow]?
    /// Configured memory of all judged pairs of entity and origin before and after, and the sum of the peaks that came.
    public var memory: Memory
    /// The decisions that demand passed by most, worst first.
    public var worst: [Case]

    /// Creates a result.
    public init(
      horizon: String, origins: [Timestamp], byAction: [Row], byTier: [Row], byClass: [Row],
      withHostHolds: [Row]?, policies: [PolicyRow]?, memory: Memory, worst: [Case]
    ) {
      self.horizon = horizon
      self.origins = origins
      self.byAction = byAction
      self.byTier = byTier
      self.byClass = byClass
      self.withHostHolds = withHostHolds
      self.policies = policies
      self.memory = memory
      self.worst = worst
    }

    /// Decisions of one kind.
    public struct Row: Sendable, Hashable, Codable {
      /// `grow`, `shrink`, `hold`, `investigate`, or `all`.
      public var action: String
      /// The tier or class; absent where rows are by action.
      public var group: String?
      /// Decisions: entities × origins.
      public var n: Int
      /// Misses that the scores promised: the sum of 1 − score.
      public var promised: Double
      /// Decisions whose size demand passed within the horizon.
      public var came: Int
      /// The 90 % interval of `came`, by drawing entities with replacement.
      public var low: Int, high: Int
      /// Memory given, above zero, or freed, below it, GiB.
      public var gib: Double
      /// Growths whose old size demand came to (97 % of it); absent for others.
      public var needed: Int?

      /// Creates a row.
      public init(
        action: String, group: String? = nil, n: Int, promised: Double, came: Int, low: Int,
        high: Int, gib: Double, needed: Int? = nil
      ) {
        self.action = action
        self.group = group
        self.n = n
        self.promised = promised
        self.came = came
        self.low = low
        self.high = high
        self.gib = gib
        self.needed = needed
      }
    }

    /// What one policy would have done.
    public struct PolicyRow: Sendable, Hashable, Codable {
      /// The registered name, or `hindsight`: the least size allowed that demand did not pass.
      public var policy: String
      /// How many decisions it would have made.
      public var n: Int
      /// Sizes decided, GiB.
      public var gib: Double
      /// Misses that the scores promised; absent for hindsight.
      public var promised: Double?
      /// Misses that came.
      public var came: Int
      /// GiB over the horizon, each miss at its price.
      public var cost: Double

      /// Creates a row.
      public init(
        policy: String, n: Int, gib: Double, promised: Double?, came: Int, cost: Double
      ) {
        self.policy = policy
        self.n = n
        self.gib = gib
        self.promised = promised
        self.came = came
        self.cost = cost
      }
    }

    /// Sums over entities and origins, GiB.
    public struct Memory: Sendable, Hashable, Codable {
      /// As configured at the origins.
      public var before: Double
      /// As decided at the origins.
      public var after: Double
      /// The largest demand that came.
      public var peaks: Double
      /// Decisions that the configured sizes would have missed.
      public var missesBefore: Int

      /// Creates sums, GiB but for the count of misses.
      public init(before: Double, after: Double, peaks: Double, missesBefore: Int) {
        self.before = before
        self.after = after
        self.peaks = peaks
        self.missesBefore = missesBefore
      }
    }

    /// One decision that demand passed.
    public struct Case: Sendable, Hashable, Codable {
      /// The entity that the decision was made for.
      public var entity: EntityID
      /// When it was decided.
      public var origin: Timestamp
      /// What was done.
      public var action: String
      /// The size before.
      public var current: ByteCount
      /// The size decided.
      public var size: ByteCount
      /// The probability promised.
      public var score: Double
      /// The largest demand that came.
      public var came: ByteCount
      /// The day on which demand first passed the size.
      public var passed: Timestamp
      /// The highest demand known at the origin.
      public var highest: ByteCount

      /// Creates a case.
      public init(
        entity: EntityID, origin: Timestamp, action: String, current: ByteCount, size: ByteCount,
        score: Double, came: ByteCount, passed: Timestamp, highest: ByteCount
      ) {
        self.entity = entity
        self.origin = origin
        self.action = action
        self.current = current
        self.size = size
        self.score = score
        self.came = came
        self.passed = passed
        self.highest = highest
      }
    }
  }
}
