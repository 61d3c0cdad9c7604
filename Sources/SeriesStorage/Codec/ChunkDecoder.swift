package import CapacityModel

/// Reads chunks of every version. Used from one thread at a time.
package final class ChunkDecoder {
  private let decoder = ZstandardDecoder()

  /// Creates a decoder.
  package init() {}

  /// Reads a chunk back.
  ///
  /// - Parameters:
  ///   - bytes: As an encoder gave them.
  ///   - owner: As the encoder was given it.
  ///   - metrics: The columns wanted; all where absent. Columns not wanted are passed over.
  /// - Throws: `ChunkDamage` for any bytes that no encoder wrote.
  package func decode(
    _ bytes: [UInt8], owner: Int64, metrics: Set<MemoryMetric>? = nil
  ) throws(ChunkDamage) -> ChunkRows {
    let end = try ChunkCodec.checkedEnd(of: bytes, owner: owner)
    let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
    if bytes[0] == ChunkHeader1.version {
      return try ChunkCodec1.decode(padded, to: end, metrics: metrics)
    }
    var reader = ByteReader(padded, from: 1, to: end)
    let header = try ChunkHeader(afterVersion: &reader)
    guard header.timestampLength <= reader.remaining else { throw .truncated(bytes: end) }
    var offset = reader.offset + header.timestampLength
    var times = ByteReader(padded, from: reader.offset, to: offset)
    var rows = ChunkRows(
      timestamps: try times.nextTimestamps(header.rows, first: header.first, decoder))
    guard times.isAtEnd else { throw .invalid("bytes follow its instants") }
    for entry in header.entries {
      guard entry.length <= end - offset else { throw .truncated(bytes: end) }
      if metrics?.contains(entry.metric) ?? true {
        var part = ByteReader(padded, from: offset, to: offset + entry.length)
        let values = try column(entry, &part, rows: header.rows)
        rows.columns.append(
          ChunkRows.Column(metric: entry.metric, statistic: entry.statistic, values: values))
      }
      offset += entry.length
    }
    guard offset == end else { throw .invalid("bytes follow its columns") }
    return rows
  }

  private func column(
    _ entry: ChunkHeader.Entry, _ reader: inout ByteReader, rows: Int
  ) throws(ChunkDamage) -> [Int64] {
    let count = entry.summary.count
    let bitmap = count < rows ? try reader.nextPlane((rows + 7) / 8, decoder) : []
    let present = try reader.nextValues(
      entry.encoding, count: count, least: entry.summary.least, decoder)
    guard reader.isAtEnd else { throw .invalid("bytes follow its \(entry.metric) values") }
    guard !present.contains(SampleBatch.missing) else {
      throw .invalid("one of its \(entry.metric) values is the mark for a gap")
    }
    if count == rows { return present }
    var values = [Int64](repeating: SampleBatch.missing, count: rows)
    var next = 0
    for row in 0..<rows where bitmap[row / 8] >> UInt8(row % 8) & 1 == 1 {
      guard next < count else { throw .invalid("its gaps do not add up") }
      values[row] = present[next]
      next += 1
    }
    guard next == count else { throw .invalid("its gaps do not add up") }
    return values
  }
}
