internal import Crypto

/// The SHA-256 of bytes as they come.
package struct ContentDigest: Sendable {
  private var hash = SHA256()

  /// Begins with no bytes.
  package init() {}

  /// The digest of one whole content.
  package init(of bytes: [UInt8]) {
    self.init()
    update(bytes)
  }

  /// Takes the next bytes.
  package mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// The digest of what came so far, in lower-case hexadecimal.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
