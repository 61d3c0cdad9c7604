/// A small generator of random numbers whose whole state is its seed: the same seed gives the same numbers everywhere.
///
/// Source: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  /// Advances by a constant each draw.
  public var state: UInt64

  /// Starts at `state`.
  @inlinable public init(state: UInt64) { self.state = state }

  /// Starts at a state that depends on `name` and `seed` alone, so that a series draws the same numbers in any company.
  package init(name: String, seed: UInt64) {
    state = FNV1a.hash(name.utf8) ^ (seed &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The next 64 bits.
  @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
