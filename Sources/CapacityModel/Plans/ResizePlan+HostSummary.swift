public import HeadroomBasics

extension ResizePlan {
  /// One host before and after.
  public struct HostSummary: Sendable, Hashable, Codable {
    /// What a predicted peak of a host is.
    public enum PeakBasis: String, Sendable, Codable {
      /// The 99 % quantile of the peak of all its entities together, at most that of `sum`.
      case joint
      /// The sum of the 99 % peaks of its entities, as if all came at once: an upper bound.
      case sum
    }

    /// The host's name in the inventory.
    public var host: String
    /// Memory that is installed.
    public var memory: ByteCount
    /// Kept free for a failover; `nil` where the inventory names none.
    public var failoverReserve: ByteCount?
    /// Configured over installed memory that is allowed; `nil` where the inventory names none.
    public var overcommitLimit: Double?
    /// Sum of its entities' sizes before.
    public var configuredBefore: ByteCount
    /// Sum of its entities' sizes after all changes.
    public var configuredAfter: ByteCount
    /// Sum of its entities' reservations before; `nil` where that of one is not known.
    public var reservedBefore: ByteCount?
    /// Sum after, of those that the plan sets.
    public var reservedAfter: ByteCount?
    /// The predicted peak at the sizes before; no entity counts for more than its size, and all of it without a forecast.
    public var peakBefore: ByteCount?
    /// The predicted peak at the sizes after.
    public var peakAfter: ByteCount?
    /// What these peaks are.
    public var peakBasis: PeakBasis?
    /// What is wrong with it, for people; `nil` where nothing is.
    public var warning: String?

    /// Creates a summary.
    public init(
      host: String, memory: ByteCount, configuredBefore: ByteCount, configuredAfter: ByteCount,
      warning: String?
    ) {
      (self.host, self.memory, self.warning) = (host, memory, warning)
      (self.configuredBefore, self.configuredAfter) = (configuredBefore, configuredAfter)
    }
  }
}
