import Crypto
public import Foundation

/// The key of an encrypted store: 256 bits that the user keeps.
public struct StoreKey: Sendable {
  let key: SymmetricKey

  /// Why a text or file is not a key.
  public struct Malformed: Error, CustomStringConvertible {
    /// What was found, without giving it away.
    public let description: String
  }

  /// Creates a key of 32 bytes.
  public init(bytes: some ContiguousBytes) throws(Malformed) {
    let key = SymmetricKey(data: bytes)
    guard key.bitCount == 256 else {
      throw Malformed(
        description: "a key has 32 bytes, this one has \(key.bitCount / 8); make one with "
          + "`openssl rand -hex 32`")
    }
    self.key = key
  }

  /// Reads a key as text, 64 hexadecimal digits or Base64 of 32 bytes, spaces around it passed over.
  public init(text: String) throws(Malformed) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if let bytes = Self.bytes(hexadecimal: trimmed) {
      try self.init(bytes: bytes)
    } else if let bytes = Data(base64Encoded: trimmed) {
      try self.init(bytes: bytes)
    } else {
      throw Malformed(
        description: "a key is 64 hexadecimal digits or Base64 of 32 bytes; make one with "
          + "`openssl rand -hex 32`")
    }
  }

  /// Reads a key from the content of a file: 32 bytes as they are, or text.
  public init(fileContent: Data) throws(Malformed) {
    if fileContent.count == 32 {
      try self.init(bytes: fileContent)
    } else {
      try self.init(text: String(decoding: fileContent, as: UTF8.self))
    }
  }

  private static func bytes(hexadecimal text: String) -> [UInt8]? {
    let digits = text.utf8.map {
      UInt8(ascii: "0") <= $0 ? Int(String(UnicodeScalar($0)), radix: 16) : nil
    }
    guard digits.count == 64, !digits.contains(nil) else { return nil }
    return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0]! * 16 + digits[$0 + 1]!) }
  }
}
