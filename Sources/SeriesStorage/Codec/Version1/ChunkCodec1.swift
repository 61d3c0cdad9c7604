import CapacityModel

/// Reads chunks of version 1, which earlier releases wrote; nothing writes them any more.
enum ChunkCodec1 {
  /// Reads the content before `end`, whose checksum is good; `BitPacking.slack` bytes follow it.
  static func decode(
    _ padded: [UInt8], to end: Int, metrics: Set<MemoryMetric>?
  ) throws(ChunkDamage) -> ChunkRows {
    var reader = ByteReader(padded, from: 0, to: end)
    let header = try ChunkHeader1(&reader)
    guard reader.offset + header.timestampLength <= end else { throw .truncated(bytes: end) }
    var offset = reader.offset + header.timestampLength
    var times = ByteReader(padded, from: reader.offset, to: offset)
    var rows = ChunkRows(
      timestamps: try TimestampCodec1.decode(&times, first: header.first, count: header.rows))
    guard times.isAtEnd else { throw .invalid("bytes follow its instants") }
    for entry in header.entries {
      guard offset + entry.length <= end else { throw .truncated(bytes: end) }
      if metrics?.contains(entry.metric) ?? true {
        var part = ByteReader(padded, from: offset, to: offset + entry.length)
        let values = try column(entry, &part, rows: header.rows)
        rows.columns.append(ChunkRows.Column(metric: entry.metric, values: values))
      }
      offset += entry.length
    }
    guard offset == end else { throw .invalid("bytes follow its columns") }
    return rows
  }

  private static func column(
    _ entry: ChunkHeader1.Entry, _ reader: inout ByteReader, rows: Int
  ) throws(ChunkDamage) -> [Int64] {
    let bitmap = entry.hasGaps ? try reader.nextBytes((rows + 7) / 8) : []
    let present = try ValueCodec1.decode(&reader, encoding: entry.encoding, count: entry.present)
    guard reader.isAtEnd else { throw .invalid("bytes follow its \(entry.metric) values") }
    guard !present.contains(SampleBatch.missing) else {
      throw .invalid("one of its \(entry.metric) values is the mark for a gap")
    }
    guard entry.hasGaps else { return present }
    var values = [Int64](repeating: SampleBatch.missing, count: rows)
    var next = 0
    for row in 0..<rows where bitmap[bitmap.startIndex + row / 8] >> UInt8(row % 8) & 1 == 1 {
      guard next < present.count else { throw .invalid("its gaps do not add up") }
      values[row] = present[next]
      next += 1
    }
    guard next == present.count else { throw .invalid("its gaps do not add up") }
    return values
  }
}

extension ChunkHeader1 {
  /// The directory as later versions tell it.
  var facts: [ChunkCodec.ColumnFacts] {
    entries.map { entry in
      let encoding: ValueEncoding =
        switch entry.encoding {
        case .constant: .constant
        case .offset: .offset
        case .delta: .delta
        case .dictionary: .dictionary
        }
      return ChunkCodec.ColumnFacts(
        metric: entry.metric, statistic: .value, encoding: encoding, samples: entry.present,
        byteCount: entry.length, summary: nil)
    }
  }
}
