extension PlanItem {
  /// How an item and its host go together, where a reviewer must know.
  public struct Placement: Sendable, Hashable, Codable {
    /// The host of the inventory.
    public var host: String
    /// What a size larger than a NUMA node means, one sentence; `nil` where the size fits.
    public var numa: String?
    /// Where the entity could go so that it can grow; `nil` where its host can take it or no other can.
    public var suggestedMove: Move?

    /// Creates a placement.
    public init(host: String, numa: String? = nil, suggestedMove: Move? = nil) {
      (self.host, self.numa, self.suggestedMove) = (host, numa, suggestedMove)
    }
  }

  /// A host to move to.
  public struct Move: Sendable, Hashable, Codable {
    /// The host.
    public var host: String
    /// Why that one, one sentence.
    public var why: String

    /// Creates a move.
    public init(host: String, why: String) { (self.host, self.why) = (host, why) }
  }
}
