public import HeadroomBasics

/// What a fleet holds compressed, and the demand that this is a part of.
public struct CompressedMemory: Sendable, Hashable {
  /// Held compressed, at its size before compression.
  public var held: ByteCount
  /// Demand of all entities together.
  public var demand: ByteCount
  /// Entities for which it was sampled what is held compressed.
  public var entities: Int

  /// Creates a record.
  public init(held: ByteCount, demand: ByteCount, entities: Int) {
    (self.held, self.demand, self.entities) = (held, demand, entities)
  }
}
