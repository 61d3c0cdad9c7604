internal import FoundationEssentials

/// JSON whose bytes follow from the value alone: keys in order, slashes as they are.
package enum CanonicalJSON {
  /// The bytes of `value`; indented where `isIndented`, without a line break at the end.
  ///
  /// - Throws: `EncodingError`.
  package static func bytes(of value: some Encodable, isIndented: Bool = false) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    return [UInt8](try encoder.encode(value))
  }

  /// The text of a JSON file: indented, and with a line break at the end.
  ///
  /// - Throws: `EncodingError`.
  package static func file(of value: some Encodable) throws -> String {
    String(decoding: try bytes(of: value, isIndented: true), as: UTF8.self) + "\n"
  }
}
