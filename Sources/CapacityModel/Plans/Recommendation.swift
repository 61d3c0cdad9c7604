public import HeadroomBasics

/// What a sizing policy says of one entity, before guardrails.
public struct Recommendation: Sendable, Hashable {
  /// The entity that the size is for.
  public var entity: EntityID
  /// The size to configure, before step, floor and cap; `nil` where the policy has no answer.
  public var size: ByteCount?
  /// The service level the policy aimed at; `nil` where it has none.
  public var serviceLevel: Double?
  /// What the policy itself adds to the forecast's peak quantile, such as a fixed buffer.
  public var margin: ByteCount
  /// Why, for people; one sentence each.
  public var reasons: [String]

  /// Creates a recommendation.
  public init(
    entity: EntityID, size: ByteCount?, serviceLevel: Double?, margin: ByteCount = .zero,
    reasons: [String] = []
  ) {
    (self.entity, self.size, self.serviceLevel) = (entity, size, serviceLevel)
    (self.margin, self.reasons) = (margin, reasons)
  }
}
