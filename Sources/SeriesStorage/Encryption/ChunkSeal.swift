import Crypto
import Foundation

/// What lies between a chunk's bytes and the file: nothing, or AES-256-GCM.
///
/// A sealed chunk is one byte 0xE1, a random nonce of 12 bytes, the ciphertext and a tag of 16 bytes; the number of the
/// entity it is filed under is authenticated with it. Random nonces are sound for 2³² chunks a key (NIST SP 800-38D,
/// 8.3): at a thousand rows a chunk, 10¹² rows.
struct ChunkSeal: Sendable {
  /// Stands in front of a sealed chunk; no chunk version will have this number.
  static let mark: UInt8 = 0xE1

  /// The text that is sealed to recognise a key.
  private static let probe = Array("headroom store key".utf8)
  private static let probeOwner: Int64 = -1

  let key: StoreKey?

  /// Seals `bytes` where there is a key.
  func sealed(_ bytes: [UInt8], owner: Int64) throws -> [UInt8] {
    guard let key else { return bytes }
    let box = try AES.GCM.seal(bytes, using: key.key, authenticating: Self.additional(owner))
    return [Self.mark] + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
  }

  /// The bytes that were given to `sealed`.
  func opened(_ bytes: [UInt8], owner: Int64) throws(ChunkDamage) -> [UInt8] {
    guard let key else { return bytes }
    guard bytes.first == Self.mark else { throw .invalid("it is not sealed") }
    do {
      let box = try AES.GCM.SealedBox(combined: bytes.dropFirst())
      return Array(try AES.GCM.open(box, using: key.key, authenticating: Self.additional(owner)))
    } catch {
      throw .invalid("it was not sealed with this key, or was changed since")
    }
  }

  /// What is stored to recognise the key.
  func check() throws -> [UInt8] { try sealed(Self.probe, owner: Self.probeOwner) }

  /// Whether `check` was made with this key.
  func recognises(_ check: [UInt8]) -> Bool {
    (try? opened(check, owner: Self.probeOwner)) == Self.probe
  }

  private static func additional(_ owner: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bitPattern: owner) >> UInt64(8 * $0)) }
  }
}
