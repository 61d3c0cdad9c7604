extension PlanItem {
  /// How an item and its host go together, where a reviewer must know.
  public struct Placement: Sendable, Hashable, Codable {
    /// The host of the inventory.
    public var host: String
    /// What a size larger than a NUMA node means, one sentence; `nil` where the size fits.
    public var numa: String?
    /// Where the entity could go so that it can grow; `nil` where its host can take it or no other can.
    public var suggestedMove: Move?
    /// What no move would mend: it is, or should be, larger than any host of its cluster; one sentence.
    public var warning: String?

    /// Creates a placement.
    public init(
      host: String, numa: String? = nil, suggestedMove: Move? = nil, warning: String? = nil
    ) {
      (self.host, self.numa) = (host, numa)
      (self.suggestedMove, self.warning) = (suggestedMove, warning)
    }

    /// Whether there is anything to say.
    public var isEmpty: Bool { numa == nil && suggestedMove == nil && warning == nil }
  }

  /// A host to move to.
  public struct Move: Sendable, Hashable, Codable {
    /// The name of the host that has room.
    public var host: String
    /// Why that one, one sentence.
    public var why: String

    /// Creates a move.
    public init(host: String, why: String) { (self.host, self.why) = (host, why) }
  }
}
