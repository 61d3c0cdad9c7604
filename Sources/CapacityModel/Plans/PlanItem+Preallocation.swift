public import HeadroomBasics

extension PlanItem {
  /// Memory set aside for a time in which demand is known to come again.
  public struct Preallocation: Sendable, Hashable, Codable {
    /// What of the proposed size is needed only then.
    public var amount: ByteCount
    /// The first instant.
    public var from: Timestamp
    /// The first instant after.
    public var until: Timestamp

    /// Creates a preallocation.
    public init(amount: ByteCount, from: Timestamp, until: Timestamp) {
      (self.amount, self.from, self.until) = (amount, from, until)
    }
  }
}
