internal import FoundationEssentials

/// JSON whose bytes follow from the value alone: keys in order, slashes as they are. No other code sets up an encoder.
///
/// `bytes` is what digests and ids are made of; `document` and `file` are what people and programs are given, in which no
/// control character reaches a terminal.
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

  /// The bytes of a document: control characters escaped, with a line break at the end.
  ///
  /// - Throws: `EncodingError`.
  package static func document(of value: some Encodable, isIndented: Bool) throws -> [UInt8] {
    withoutControls(try bytes(of: value, isIndented: isIndented)) + [UInt8(ascii: "\n")]
  }

  /// The text of a JSON file: an indented document.
  ///
  /// - Throws: `EncodingError`.
  package static func file(of value: some Encodable) throws -> String {
    String(decoding: try document(of: value, isIndented: true), as: UTF8.self)
  }

  /// `json` with DEL and C1 controls escaped, which an encoder leaves as they are; they can only be inside strings.
  package static func withoutControls(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(where: { $0 == 0x7F || $0 == 0xC2 }) else { return json }
    var safe: [UInt8] = []
    safe.reserveCapacity(json.count + 64)
    var index = 0
    while index < json.count {
      let byte = json[index]
      if byte == 0x7F {
        safe += "\\u007f".utf8
      } else if byte == 0xC2, index + 1 < json.count, json[index + 1] < 0xA0 {
        index += 1
        safe += "\\u00\(String(json[index], radix: 16))".utf8
      } else {
        safe.append(byte)
      }
      index += 1
    }
    return safe
  }
}
