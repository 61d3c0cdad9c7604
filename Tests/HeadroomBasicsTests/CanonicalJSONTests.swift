import FoundationEssentials
import HeadroomBasics
import Testing

@Suite("JSON that follows from its value alone")
struct CanonicalJSONTests {
  @Test("keys are in order and slashes plain, whatever the order of the value")
  func order() throws {
    let bytes = try CanonicalJSON.bytes(of: ["b": "x/y", "a": "", "A": "ü"])
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"A":"ü","a":"","b":"x/y"}"#)
  }

  @Test("a document has no control character but line breaks, and reads back as the same text")
  func controls() throws {
    let text = "a\u{7F}b\u{85}c\u{9B}31md\u{A0}e\u{1B}f\u{C2}g"
    let file = try CanonicalJSON.file(of: [text])
    #expect(file.hasSuffix("\n"))
    for scalar in file.unicodeScalars where scalar != "\n" {
      #expect(scalar.properties.generalCategory != .control, "U+\(String(scalar.value, radix: 16))")
    }
    #expect(try JSONDecoder().decode([String].self, from: Data(file.utf8)) == [text])
    // What digests are made of keeps its bytes.
    #expect(String(decoding: try CanonicalJSON.bytes(of: [text]), as: UTF8.self).contains("\u{85}"))
  }
}
