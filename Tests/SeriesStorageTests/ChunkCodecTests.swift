import CapacityModel
import HeadroomBasics
import SeriesStorage
import TestSupport
import Testing

@Suite("chunk codec")
struct ChunkCodecTests {
  private func expectRoundTrip(_ rows: ChunkRows, _ comment: Comment? = nil) throws {
    for effort in [ChunkEncoder.Effort.ingest, .compaction] {
      let bytes = ChunkCodec.encode(rows, owner: 42, effort: effort)
      #expect(try ChunkCodec.decode(bytes, owner: 42) == rows, comment)
    }
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
    var generator = SplitMix64(state: seed)
    try expectRoundTrip(RandomRows.make(&generator), "seed \(seed)")
  }

  @Test("every width of bits comes back", arguments: 1...63)
  func everyWidth(width: Int) throws {
    var generator = SplitMix64(state: UInt64(width))
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
      2, 2, 3, 0, 0x40, 0x42, 0x0F, 0, 0, 0, 0, 0, 6,
      1, 0, 1, 6, 0x80, 0x10, 0x80, 0x18, 0x80, 0x20,
      2, 0, 0x80, 2, 2, 0x80, 0x80, 1, 0, 0,
      0xE0, 0xA7, 0x12, 1, 1, 0,
      0x80, 8, 0, 2, 0, 0x0D,
      2, 5,
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
    let facts = try ChunkCodec.facts(bytes)
    #expect(facts.map(\.metric) == [.used, .configured, .swapped])
    #expect(facts.map(\.samples) == [2, 2, 2])
    #expect(facts.map(\.summary) == [[3, 4], [5, 6], [7, 8]].map { ColumnSummary($0) })
    #expect(facts.map { $0.summary?.mean } == [3.5, 5.5, 7.5])
  }

  @Test("few distinct values, slow drift, long runs and regular instants take little room")
  func compression() {
    var generator = SplitMix64(state: 1)
    let times = (0..<1024).map { Int64($0) * 300_000 }
    func size(_ values: [Int64]) -> Int {
      let rows = ChunkRows(timestamps: times, columns: [column(.used, values)])
      return ChunkCodec.encode(rows, owner: 0).count
    }
    // 4 bits a value and 16 entries; the range alone would take more as 83,886,077 is odd.
    #expect(
      size((0..<1024).map { _ in Int64.random(in: 0..<16, using: &generator) * 83_886_077 })
        < 1024 / 2 + 140)
    // Differences alternate between two neighbours of 1,000,003: far fewer bits than the range's 30.
    #expect(size((0..<1024).map { Int64($0) * 1_000_003 + Int64($0 % 2) }) < 1024 * 22 / 8 + 80)
    #expect(size((0..<1024).map { Int64($0 / 300) << 20 }) < 80)
    #expect(size([Int64](repeating: 5, count: 1024)) < 40)
  }

  @Test("bit patterns of doubles come back, and slow ones take fewer than 8 bytes")
  func doubles() throws {
    let means = (0..<500).map { 1e9 + Double($0 / 5) * 4096.5 }
    let patterns = means.map { Int64(bitPattern: $0.bitPattern) }
    let rows = ChunkRows(
      timestamps: (0..<500).map { Int64($0) * 3_600_000 },
      columns: [
        column(.used, patterns),
        ChunkRows.Column(metric: .used, statistic: .mean, values: patterns),
        ChunkRows.Column(metric: .used, statistic: .p95, values: patterns.map { -1 - $0 }),
      ])
    try expectRoundTrip(rows)
    let bytes = ChunkCodec.encode(rows, owner: 0)
    let facts = try ChunkCodec.facts(bytes)
    #expect(facts[1].statistic == .mean && facts[1].byteCount < 500 * 4)
  }

  @Test("every encoding is chosen for the values it was made for")
  func encodings() throws {
    var generator = SplitMix64(state: 3)
    let wide = (0..<900).map { _ in Int64.random(in: 0...(1 << 40), using: &generator) }
    let few = (0..<30).map { _ in Int64.random(in: 0...(1 << 40), using: &generator) }
    var level: Int64 = 1 << 40
    let drift = (0..<900).map { _ in
      level += Int64.random(in: -900...900, using: &generator)
      return level
    }
    let cases: [(ValueEncoding, Statistic, [Int64])] = [
      (.constant, .value, [Int64](repeating: 7, count: 900)),
      (.offset, .value, wide),
      (.delta, .value, drift),
      (.dictionary, .value, (0..<900).map { _ in few.randomElement(using: &generator) ?? 0 }),
      (.runs, .value, (0..<900).map { wide[$0 / 100] }),
      (.xor, .mean, wide.map { Int64(bitPattern: Double($0).bitPattern) }),
    ]
    for (encoding, statistic, values) in cases {
      let rows = ChunkRows(
        timestamps: (0..<900).map { Int64($0) },
        columns: [ChunkRows.Column(metric: .used, statistic: statistic, values: values)])
      #expect(try ChunkCodec.facts(ChunkCodec.encode(rows, owner: 0))[0].encoding == encoding)
    }
  }
}
