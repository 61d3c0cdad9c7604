public import HeadroomBasics

extension ResizePlan {
  /// What a cluster should have ready before it is needed, from joint futures of its entities.
  public struct ClusterOutlook: Sendable, Hashable, Codable {
    /// The cluster's name.
    public var cluster: String
    /// Memory of its hosts less their failover reserve; `nil` where the inventory lists none.
    public var usable: ByteCount?
    /// The median of the largest joint demand of the first week.
    public var expected: ByteCount
    /// What to set aside, the nearest date first.
    public var leads: [Lead]
    /// The start of the first step by whose end the 90 % quantile of the joint peak has passed `usable`; `nil` when not
    /// within the horizon.
    public var passes: Timestamp?

    /// What to have ready by a date.
    public struct Lead: Sendable, Hashable, Codable {
      /// Up to here.
      public var until: Timestamp
      /// The 90 % quantile of the joint peak up to the date.
      public var peak: ByteCount
      /// What that is above `expected`.
      public var amount: ByteCount

      /// Creates a lead.
      public init(until: Timestamp, peak: ByteCount, amount: ByteCount) {
        (self.until, self.peak, self.amount) = (until, peak, amount)
      }
    }

    /// Creates an outlook.
    public init(
      cluster: String, usable: ByteCount?, expected: ByteCount, leads: [Lead], passes: Timestamp?
    ) {
      (self.cluster, self.usable, self.expected) = (cluster, usable, expected)
      (self.leads, self.passes) = (leads, passes)
    }
  }
}
