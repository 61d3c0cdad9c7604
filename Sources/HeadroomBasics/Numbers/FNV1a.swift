/// The FNV-1a hash of 64 bits: the same on every machine and run.
///
/// Source: Fowler, Noll & Vo (1991); draft-eastlake-fnv, parameters of the 64-bit hash.
package struct FNV1a: Sendable {
  /// The hash of all bytes so far.
  package var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of nothing yet.
  @inlinable package init() {}

  /// Takes in one byte.
  @inlinable @inline(__always)
  package mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Takes in the eight bytes of `number`, the least significant first.
  package mutating func combine(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      combine(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  /// The hash of `bytes`.
  @inlinable
  package static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    for byte in bytes { hash.combine(byte) }
    return hash.value
  }
}
