public import HeadroomBasics

extension ResizePlan {
  /// All items in a few numbers.
  public struct Summary: Sendable, Hashable, Codable {
    /// Items by action.
    public var counts: [String: Int]
    /// Configured before, over the items with a known size that are on and sampled.
    public var before: ByteCount
    /// What the same items have configured after all changes.
    public var after: ByteCount
    /// A month's price before; `nil` without prices.
    public var costBefore: Double?
    /// A month's price after.
    public var costAfter: Double?
    /// The expected number of changed entities whose peak will not fit: Σ (1 − confidence).
    public var risk: Double
    /// Entities that are off or gone, which no other sum holds; `nil` where there are none.
    public var gone: Gone?

    /// What is off or gone.
    public struct Gone: Sendable, Hashable, Codable {
      /// Entities that are off.
      public var poweredOff: Int
      /// Entities that are no longer seen.
      public var retired: Int
      /// What they have configured: what removing them would free.
      public var configured: ByteCount

      /// Creates sums over entities that are off or gone.
      public init(poweredOff: Int, retired: Int, configured: ByteCount) {
        self.poweredOff = poweredOff
        self.retired = retired
        self.configured = configured
      }

      /// Nothing where no item is gone.
      package init?(of items: [PlanItem]) {
        let all = items.filter(\.isGone)
        guard !all.isEmpty else { return nil }
        self.init(
          poweredOff: all.count { $0.state == .poweredOff },
          retired: all.count { $0.state == .retired },
          configured: all.reduce(.zero) { $0 + ($1.current.configured ?? .zero) })
      }
    }

    /// Creates a summary.
    public init(
      counts: [String: Int], before: ByteCount, after: ByteCount, costBefore: Double?,
      costAfter: Double?, risk: Double
    ) {
      (self.counts, self.before, self.after) = (counts, before, after)
      (self.costBefore, self.costAfter, self.risk) = (costBefore, costAfter, risk)
    }

    /// Counts, sizes, prices and risk of all items.
    ///
    /// - Parameter price: The currency's units; no costs are stated where it is `nil`.
    public init(of items: [PlanItem], pricePerGibibyteMonth price: Double? = nil) {
      counts = Dictionary(uniqueKeysWithValues: PlanItem.Action.allCases.map { ($0.rawValue, 0) })
      (before, after, risk) = (.zero, .zero, 0)
      for item in items {
        counts[item.action.rawValue, default: 0] += 1
        if item.isGone { continue }
        before += item.current.configured ?? .zero
        after += item.proposed.configured ?? item.current.configured ?? .zero
        if item.action.changesSize { risk += 1 - (item.confidence.score ?? 0) }
      }
      risk = Self.rounded(risk, to: 10_000)
      gone = Gone(of: items)
      let cost = { (size: ByteCount) in price.map { Self.rounded($0 * size.gibibytes, to: 100) } }
      (costBefore, costAfter) = (cost(before), cost(after))
    }

    private static func rounded(_ value: Double, to parts: Double) -> Double {
      (value * parts).rounded() / parts
    }
  }
}

extension ResizePlan {
  /// The expected number of held entities whose peak will not fit into the size they keep, Σ (1 − confidence), and how
  /// many of them have a confidence.
  public var heldRisk: (misses: Double, entities: Int) {
    let scores = items.filter { $0.action == .hold }.compactMap(\.confidence.score)
    return (scores.reduce(0) { $0 + 1 - $1 }, scores.count)
  }
}

extension [PlanItem] {
  /// The items as a reviewer reads them: changes first, the widest on top; then what a person must look at; then what
  /// stays. Equals by name.
  public var inOrderOfReview: [PlanItem] {
    sorted { left, right in
      if left.rank != right.rank { return left.rank < right.rank }
      let (leftChange, rightChange) = (left.change.magnitude, right.change.magnitude)
      return leftChange == rightChange ? left.entity < right.entity : leftChange > rightChange
    }
  }
}

extension PlanItem {
  fileprivate var rank: Int {
    switch action {
    case .grow, .shrink: 0
    case .investigate: 1
    case .hold: 2
    }
  }

  /// Bytes added; 0 where a size is unknown.
  fileprivate var change: Int64 {
    guard let before = current.configured, let after = proposed.configured else { return 0 }
    return (after - before).bytes
  }
}
