/// Why the bytes of a chunk cannot be trusted.
package enum ChunkDamage: Error, Hashable, Sendable {
  /// The bytes end before the layout does.
  case truncated(bytes: Int)
  /// A version that this release does not know.
  case unknownVersion(UInt8)
  /// The bytes, or the entity they are filed under, are not those that were written.
  case checksum(stored: UInt32, computed: UInt32)
  /// The checksum fits, but the content breaks the layout's rules.
  case invalid(String)
}

extension ChunkDamage: CustomStringConvertible {
  /// What is wrong, one clause.
  package var description: String {
    switch self {
    case .truncated(let bytes): "its \(bytes) bytes end too early"
    case .unknownVersion(let version): "its version \(version) is unknown to this release"
    case .checksum(let stored, let computed):
      "its checksum is \(String(computed, radix: 16)) where \(String(stored, radix: 16)) was stored"
    case .invalid(let rule): rule
    }
  }
}
