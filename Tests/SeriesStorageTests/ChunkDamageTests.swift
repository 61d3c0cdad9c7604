import CapacityModel
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

@Suite("damaged chunks")
struct ChunkDamageTests {
  private let rows = ChunkRows(
    timestamps: (0..<200).map { 1_700_000_000_000 + Int64($0) * 300_000 + Int64($0 % 3) * 1000 },
    columns: [
      ChunkRows.Column(metric: .used, values: (0..<200).map { Int64($0 * 7919 % 4096) << 20 }),
      ChunkRows.Column(
        metric: .configured, values: (0..<200).map { $0 % 5 == 0 ? SampleBatch.missing : 8 << 30 }),
    ])

  @Test("every single flipped bit is detected")
  func everyBit() {
    let bytes = ChunkCodec.encode(rows, owner: 7)
    for bit in 0..<(bytes.count * 8) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: ChunkDamage.self, "bit \(bit)") { try ChunkCodec.decode(damaged, owner: 7) }
    }
  }

  @Test("every truncation and every extension is detected")
  func lengths() {
    let bytes = ChunkCodec.encode(rows, owner: 7)
    for length in 0..<bytes.count {
      #expect(throws: ChunkDamage.self) {
        try ChunkCodec.decode(Array(bytes.prefix(length)), owner: 7)
      }
    }
    #expect(throws: ChunkDamage.self) { try ChunkCodec.decode(bytes + [0], owner: 7) }
    #expect(throws: ChunkDamage.truncated(bytes: 0)) { try ChunkCodec.facts([]) }
  }

  @Test("a chunk under another entity is detected")
  func owner() {
    let bytes = ChunkCodec.encode(rows, owner: 7)
    #expect(throws: ChunkDamage.self) { try ChunkCodec.decode(bytes, owner: 8) }
  }

  @Test("a newer chunk version is named, not guessed at")
  func version() {
    var bytes = ChunkCodec.encode(rows, owner: 7)
    bytes[0] = 3
    #expect(throws: ChunkDamage.unknownVersion(3)) {
      try ChunkCodec.decode(Self.resealed(bytes, owner: 7), owner: 7)
    }
  }

  @Test(
    "bytes that lie under a fitting checksum end in an error or in lawful rows, never in a trap")
  func mutations() {
    var generator = SplitMix64(state: 99)
    for round in 0..<400 {
      let source = round % 3 == 0 ? rows : RandomRows.make(&generator)
      var bytes = ChunkCodec.encode(source, owner: 7)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        // Half of the hits go to the header, where they do the most harm.
        let reach = Bool.random(using: &generator) ? min(64, bytes.count) : bytes.count
        bytes[Int.random(in: 0..<reach, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      if round % 7 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
      guard let decoded = try? ChunkCodec.decode(Self.resealed(bytes, owner: 7), owner: 7) else {
        continue
      }
      let times = decoded.timestamps
      #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
      #expect(decoded.columns.allSatisfy { $0.values.count == times.count })
    }
  }

  /// `bytes` with the checksum that fits them.
  private static func resealed(_ bytes: [UInt8], owner: Int64) -> [UInt8] {
    guard bytes.count >= 4 else { return bytes }
    var checksum = Checksum()
    checksum.combine(UInt64(bitPattern: owner))
    checksum.combine(bytes.dropLast(4))
    return Array(bytes.dropLast(4)) + littleEndian(checksum.value)
  }
}
