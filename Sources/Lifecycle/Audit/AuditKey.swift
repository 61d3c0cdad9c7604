import Crypto
import Foundation
import HeadroomBasics

/// A private Ed25519 key that signs lines of an audit log.
public struct AuditKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// The public half, base64.
  public var publicText: String { key.publicKey.rawRepresentation.base64EncodedString() }

  /// Reads a private key: PEM (PKCS #8, as OpenSSL writes it), or 32 bytes in base64.
  ///
  /// - Throws: `AuditError.inputOutput`, `.unusableKey`.
  public init(file path: String) throws(AuditError) {
    let bytes = try KeyFile.bytes(
      of: path, label: "PRIVATE KEY", prefix: KeyFile.privatePrefix)
    do {
      key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    } catch {
      throw .unusableKey(path: path, reason: "no private Ed25519 key")
    }
  }

  /// The public half of the key in a file, base64: PEM (SubjectPublicKeyInfo), or 32 bytes in base64.
  ///
  /// - Throws: `AuditError.inputOutput`, `.unusableKey`.
  public static func publicText(file path: String) throws(AuditError) -> String {
    try KeyFile.bytes(of: path, label: "PUBLIC KEY", prefix: KeyFile.publicPrefix)
      .base64EncodedString()
  }

  func signature(of hash: String) throws(AuditError) -> String {
    do {
      return try key.signature(for: Data(hash.utf8)).base64EncodedString()
    } catch {
      throw .notEncodable("signing failed: \(error)")
    }
  }

  /// Whether `signature` (base64) is that of `hash` by the key whose public half is `key` (base64).
  static func verifies(_ signature: String, of hash: String, key: String) -> Bool {
    guard let signature = Data(base64Encoded: signature), let raw = Data(base64Encoded: key),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    else { return false }
    return key.isValidSignature(signature, for: Data(hash.utf8))
  }
}

/// Files that hold one key of 32 bytes.
private enum KeyFile {
  /// What stands before the seed in PKCS #8 (RFC 8410).
  static let privatePrefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  /// What stands before the key in SubjectPublicKeyInfo (RFC 8410).
  static let publicPrefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func bytes(of path: String, label: String, prefix: [UInt8]) throws(AuditError) -> Data {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .inputOutput(path: path, what: "read as a key", reason: SystemFault.reason(of: error))
    }
    let isPEM = text.contains("-----BEGIN \(label)-----")
    if !isPEM, text.contains("-----BEGIN") {
      throw .unusableKey(path: path, reason: "holds another thing than a \(label.lowercased())")
    }
    let body = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }.joined()
    guard let data = Data(base64Encoded: body) else {
      throw .unusableKey(path: path, reason: "neither PEM nor base64")
    }
    let key = isPEM && data.starts(with: prefix) ? data.dropFirst(prefix.count) : data
    guard key.count == 32 else {
      throw .unusableKey(path: path, reason: "holds \(key.count) bytes where an Ed25519 key has 32")
    }
    return Data(key)
  }
}
