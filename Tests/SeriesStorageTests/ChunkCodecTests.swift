import CapacityModel
import SeriesStorage
import Testing

@Suite("chunk codec")
struct ChunkCodecTests {
  private func expectRoundTrip(_ rows: ChunkRows, _ comment: Comment? = nil) throws {
    let bytes = ChunkCodec.encode(rows, owner: 42)
    #expect(try ChunkCodec.decode(bytes, owner: 42) == rows, comment)
  }

  private func column(_ metric: MemoryMetric, _ values: [Int64]) -> ChunkRows.Column {
    ChunkRows.Column(metric: metric, values: values)
  }

  @Test("one row, the extremes of time and the extremes of value come back")
  func extremes() throws {
    let most = Int64.max
    try expectRoundTrip(ChunkRows(timestamps: [0], columns: [column(.used, [0])]))
    try expectRoundTrip(ChunkRows(timestamps: [.min], columns: [column(.used, [most])]))
    try expectRoundTrip(
      ChunkRows(timestamps: [.min, .max], columns: [column(.used, [-most, most])]))
    try expectRoundTrip(
      ChunkRows(
        timestamps: [.min, -1, 0, 1, .max],
        columns: [
          column(.used, [most, -most, 0, most, -most]),
          column(.limit, [.min, .min, 7, .min, .min]),
        ]))
  }

  @Test(
    "counts around the block size come back", arguments: [1, 2, 3, 127, 128, 129, 130, 256, 1024])
  func blockBoundaries(count: Int) throws {
    let times = (0..<count).map { Int64($0) * 300_000 + Int64($0 % 3) * 1000 }
    let used = (0..<count).map { Int64(($0 * 7919) % 100_003) * 1024 }
    try expectRoundTrip(ChunkRows(timestamps: times, columns: [column(.used, used)]))
  }

  @Test("any ascending instants and any values with any gaps come back", arguments: 0..<150)
  func anything(seed: UInt64) throws {
    var generator = SeededGenerator(seed)
    try expectRoundTrip(RandomRows.make(&generator), "seed \(seed)")
  }

  @Test("every width of bits comes back", arguments: 1...63)
  func everyWidth(width: Int) throws {
    var generator = SeededGenerator(UInt64(width))
    let limit = Int64.max >> (63 - width)
    let values = (0..<300).map { _ in Int64.random(in: 0...limit, using: &generator) }
    let times = (0..<300).map { Int64($0) }
    try expectRoundTrip(ChunkRows(timestamps: times, columns: [column(.used, values)]))
  }

  @Test("the most rows a chunk can hold come back")
  func mostRows() throws {
    let times = (0..<ChunkCodec.maximumRows).map { Int64($0) * 1000 }
    try expectRoundTrip(ChunkRows(timestamps: times, columns: [column(.used, times)]))
  }

  @Test("the bytes of a small chunk are those that the format page shows")
  func documentedBytes() {
    let rows = ChunkRows(
      timestamps: [1_000_000, 1_300_000, 1_600_000],
      columns: [column(.used, [2048, 4096, 1024]), column(.configured, [8192, .min, 8192])])
    let bytes = ChunkCodec.encode(rows, owner: 1)
    let expected: [UInt8] = [
      1, 2, 3, 0, 5, 0, 0, 0, 0x40, 0x42, 0x0F, 0, 0, 0, 0, 0,
      1, 1, 3, 0, 12, 0, 0, 0, 2, 0x80, 2, 0, 9, 0, 0, 0,
      0xE0, 0xA7, 0x12, 1, 0,
      0, 4, 0, 0, 0, 0, 0, 0, 0x80, 8, 2, 0x0D,
      0x05, 0, 0x20, 0, 0, 0, 0, 0, 0,
    ]
    #expect(Array(bytes.dropLast(4)) == expected)
    let checksum = Checksum.of([1, 0, 0, 0, 0, 0, 0, 0] + expected)
    #expect(Array(bytes.suffix(4)) == littleEndian(checksum))
  }

  @Test("columns not asked for are passed over")
  func selection() throws {
    let rows = ChunkRows(
      timestamps: [1, 2],
      columns: [column(.used, [3, 4]), column(.configured, [5, 6]), column(.swapped, [7, 8])])
    let bytes = ChunkCodec.encode(rows, owner: 0)
    let part = try ChunkCodec.decode(bytes, owner: 0, metrics: [.configured])
    #expect(part.columns == [column(.configured, [5, 6])])
    let counts = try ChunkCodec.counts(bytes)
    #expect(counts.map(\.metric) == [.used, .configured, .swapped])
    #expect(counts.map(\.samples) == [2, 2, 2])
  }

  @Test("few distinct values and slow drift take fewer bits than their range")
  func compression() {
    var generator = SeededGenerator(1)
    let times = (0..<1024).map { Int64($0) * 300_000 }
    let shares = (0..<1024).map { _ in Int64.random(in: 0..<16, using: &generator) * 83_886_077 }
    let few = ChunkRows(timestamps: times, columns: [column(.used, shares)])
    // 4 bits a value and 16 entries; the range alone would take more as 83,886,077 is odd.
    #expect(ChunkCodec.encode(few, owner: 0).count < 1024 / 2 + 120)
    let drift = (0..<1024).map { Int64($0) * 1_000_003 + Int64($0 % 2) }
    let slow = ChunkRows(timestamps: times, columns: [column(.used, drift)])
    // Differences alternate between two neighbours of 1,000,003: 21 bits a value, not the range's 30.
    #expect(ChunkCodec.encode(slow, owner: 0).count < 1024 * 22 / 8 + 80)
  }
}
