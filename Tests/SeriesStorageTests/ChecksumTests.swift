import SeriesStorage
import Testing

@Suite("checksum")
struct ChecksumTests {
  // RFC 3720, B.4, and the check value of the CRC catalogue.
  @Test("the published CRC-32C values come out")
  func publishedValues() {
    #expect(Checksum.of("123456789".utf8) == 0xE306_9283)
    #expect(Checksum.of([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(Checksum.of([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(Checksum.of([UInt8](0..<32)) == 0x46DD_794E)
    #expect(Checksum.of([]) == 0)
  }

  @Test("a number counts as its eight little-endian bytes, at any split")
  func numbersAndSplits() {
    var whole = Checksum()
    whole.combine(0x0706_0504_0302_0100)
    #expect(whole.value == Checksum.of([UInt8](0..<8)))
    let bytes = [UInt8](0..<100)
    for split in 0...100 {
      var parts = Checksum()
      parts.combine(bytes[..<split])
      parts.combine(bytes[split...])
      #expect(parts.value == Checksum.of(bytes))
    }
  }
}
