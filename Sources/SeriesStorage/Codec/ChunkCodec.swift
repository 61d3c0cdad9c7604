package import CapacityModel

/// Rows ⇄ bytes of one chunk, and what can be told of a chunk without decoding it.
package enum ChunkCodec {
  /// The most rows a chunk can hold.
  package static let maximumRows = Int(UInt16.max)

  /// Writes `rows`; see `ChunkEncoder.encode`.
  package static func encode(
    _ rows: ChunkRows, owner: Int64, effort: ChunkEncoder.Effort = .ingest
  ) -> [UInt8] { ChunkEncoder(effort).encode(rows, owner: owner) }

  /// Reads a chunk back; see `ChunkDecoder.decode`.
  package static func decode(
    _ bytes: [UInt8], owner: Int64, metrics: Set<MemoryMetric>? = nil
  ) throws(ChunkDamage) -> ChunkRows {
    try ChunkDecoder().decode(bytes, owner: owner, metrics: metrics)
  }

  /// What a chunk's directory says of a column; the checksum is not looked at.
  package struct ColumnFacts: Sendable, Hashable {
    /// What is measured.
    package var metric: MemoryMetric
    /// What the numbers are.
    package var statistic: Statistic
    /// How they are written; version 1 used other numbers for the same names.
    package var encoding: ValueEncoding
    /// How many values the chunk holds.
    package var samples: Int
    /// Bytes of the column.
    package var byteCount: Int
    /// Least, greatest, sum; `nil` in version 1, which had none.
    package var summary: ColumnSummary?
  }

  /// What a chunk's directory says; the checksum is not looked at.
  package static func facts(_ bytes: [UInt8]) throws(ChunkDamage) -> [ColumnFacts] {
    let end = bytes.count - ChunkHeader.checksumSize
    guard end >= 1 else { throw .truncated(bytes: bytes.count) }
    let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
    var reader = ByteReader(padded, from: 0, to: end)
    if bytes[0] == ChunkHeader1.version { return try ChunkHeader1(&reader).facts }
    guard try reader.next(UInt8.self) == ChunkHeader.version else {
      throw .unknownVersion(bytes[0])
    }
    return try ChunkHeader(afterVersion: &reader).entries.map { entry in
      ColumnFacts(
        metric: entry.metric, statistic: entry.statistic, encoding: entry.encoding,
        samples: entry.summary.count, byteCount: entry.length, summary: entry.summary)
    }
  }

  /// Where the content ends, once the version and the checksum were found to be good.
  static func checkedEnd(of bytes: [UInt8], owner: Int64) throws(ChunkDamage) -> Int {
    let end = bytes.count - ChunkHeader.checksumSize
    guard end >= ChunkHeader.fixedSize else { throw .truncated(bytes: bytes.count) }
    guard bytes[0] == ChunkHeader.version || bytes[0] == ChunkHeader1.version else {
      throw .unknownVersion(bytes[0])
    }
    let stored = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[end + $1]) << UInt32(8 * $1) }
    let computed = checksum(bytes[..<end], owner: owner)
    guard stored == computed else { throw .checksum(stored: stored, computed: computed) }
    return end
  }

  static func checksum(_ bytes: ArraySlice<UInt8>, owner: Int64) -> UInt32 {
    var checksum = Checksum()
    checksum.combine(UInt64(bitPattern: owner))
    checksum.combine(bytes)
    return checksum.value
  }
}
