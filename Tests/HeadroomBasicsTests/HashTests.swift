import HeadroomBasics
import Testing

@Suite struct HashTests {
  @Test("CRC-32 has the check value of the polynomial")
  func crc() {
    #expect(CRC32.of("123456789") == 0xCBF4_3926)
    #expect(CRC32.of("") == 0)
  }

  @Test(
    "FNV-1a gives the published values",
    arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C)] as [(String, UInt64)])
  func fnv(text: String, hash: UInt64) { #expect(FNV1a.hash(text.utf8) == hash) }

  @Test("a number is hashed as its eight bytes, the least significant first")
  func numbers() {
    var hash = FNV1a()
    hash.combine(0x0102_0304_0506_0708 as UInt64)
    #expect(hash.value == FNV1a.hash([8, 7, 6, 5, 4, 3, 2, 1]))
  }

  @Test("SplitMix64 gives the published numbers, and a name has its own")
  func random() {
    var random = SplitMix64(state: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    var (one, other) = (SplitMix64(name: "a", seed: 1), SplitMix64(name: "b", seed: 1))
    #expect(one.next() != other.next())
  }
}
