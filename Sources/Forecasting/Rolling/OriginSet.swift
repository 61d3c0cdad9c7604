/// Some of the earlier origins, a bit each.
package struct OriginSet: Sendable, Hashable {
  private var bits: UInt64 = 0

  /// The origins of these numbers, each below 64.
  package init(_ origins: some Sequence<Int> = EmptyCollection()) {
    for origin in origins { insert(origin) }
  }

  /// The number of origins in the set.
  var count: Int { bits.nonzeroBitCount }

  /// Whether origin number `origin` is one of them.
  func contains(_ origin: Int) -> Bool { bits & Self.bit(origin) != 0 }

  /// Takes origin number `origin` in.
  mutating func insert(_ origin: Int) { bits |= Self.bit(origin) }

  /// Those that are in `other` too.
  func intersection(_ other: OriginSet) -> OriginSet {
    var result = self
    result.bits &= other.bits
    return result
  }

  /// All but origin number `origin`.
  func removing(_ origin: Int) -> OriginSet {
    var result = self
    result.bits &= ~Self.bit(origin)
    return result
  }

  private static func bit(_ origin: Int) -> UInt64 {
    precondition((0..<UInt64.bitWidth).contains(origin), "origin \(origin)")
    return 1 << UInt64(origin)
  }
}
