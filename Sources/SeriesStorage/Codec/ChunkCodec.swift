package import CapacityModel

/// Rows ⇄ bytes of one chunk; the layout stands in `docs/formats/chunk.md`.
package enum ChunkCodec {
  /// The most rows a chunk can hold.
  package static let maximumRows = Int(UInt16.max)

  /// Writes `rows`.
  ///
  /// - Parameters:
  ///   - rows: At least one and at most `maximumRows`; strictly ascending; every column has a value.
  ///   - owner: The number of the entity the chunk is filed under; part of the checksum.
  package static func encode(_ rows: ChunkRows, owner: Int64) -> [UInt8] {
    precondition(
      rows.count > 0 && rows.count <= maximumRows && !rows.columns.isEmpty,
      "a chunk of \(rows.count) rows, \(rows.columns.count) columns")
    var body = ByteWriter()
    TimestampCodec.encode(rows.timestamps, into: &body)
    var header = ChunkHeader(
      rows: rows.count, first: rows.timestamps[0], timestampLength: body.bytes.count, entries: [])
    for column in rows.columns {
      precondition(column.values.count == rows.count, "\(column.values.count) of \(rows.count)")
      header.entries.append(append(column, into: &body))
    }
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(
      header.byteCount + body.bytes.count + ChunkHeader.checksumSize)
    header.append(to: &writer)
    writer.bytes.append(contentsOf: body.bytes)
    writer.append(checksum(writer.bytes[...], owner: owner))
    return writer.bytes
  }

  /// Reads a chunk back.
  ///
  /// - Parameters:
  ///   - bytes: As `encode` gave them.
  ///   - owner: As `encode` was given it.
  ///   - metrics: The columns wanted; all where absent. Columns not wanted are passed over.
  /// - Throws: `ChunkDamage` for any bytes that `encode` did not write.
  package static func decode(
    _ bytes: [UInt8], owner: Int64, metrics: Set<MemoryMetric>? = nil
  ) throws(ChunkDamage) -> ChunkRows {
    let end = try contentEnd(bytes)
    let stored = storedChecksum(bytes, at: end)
    let computed = checksum(bytes[..<end], owner: owner)
    guard stored == computed else { throw .checksum(stored: stored, computed: computed) }
    let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
    var reader = ByteReader(padded, from: 0, to: end)
    let header = try ChunkHeader(&reader)
    guard reader.offset + header.timestampLength <= end else { throw .truncated(bytes: end) }
    var offset = reader.offset + header.timestampLength
    var times = ByteReader(padded, from: reader.offset, to: offset)
    var rows = ChunkRows(
      timestamps: try TimestampCodec.decode(&times, first: header.first, count: header.rows))
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

  /// How many values of each metric a chunk says it has; the checksum is not looked at.
  package static func counts(
    _ bytes: [UInt8]
  ) throws(ChunkDamage) -> [(metric: MemoryMetric, samples: Int)] {
    let end = try contentEnd(bytes)
    let padded = bytes + [UInt8](repeating: 0, count: BitPacking.slack)
    var reader = ByteReader(padded, from: 0, to: end)
    return try ChunkHeader(&reader).entries.map { ($0.metric, $0.present) }
  }

  private static func contentEnd(_ bytes: [UInt8]) throws(ChunkDamage) -> Int {
    let end = bytes.count - ChunkHeader.checksumSize
    guard end >= ChunkHeader.fixedSize else { throw .truncated(bytes: bytes.count) }
    return end
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>, owner: Int64) -> UInt32 {
    var checksum = Checksum()
    checksum.combine(UInt64(bitPattern: owner))
    checksum.combine(bytes)
    return checksum.value
  }

  private static func storedChecksum(_ bytes: [UInt8], at end: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[end + $1]) << UInt32(8 * $1) }
  }
}

extension ChunkCodec {
  private static func append(
    _ column: ChunkRows.Column, into body: inout ByteWriter
  ) -> ChunkHeader.Entry {
    let start = body.bytes.count
    var present = column.values
    let hasGaps = column.values.contains(SampleBatch.missing)
    if hasGaps {
      present = column.values.filter { $0 != SampleBatch.missing }
      precondition(!present.isEmpty, "column \(column.metric) has no value")
      var bitmap = [UInt8](repeating: 0, count: (column.values.count + 7) / 8)
      for (row, value) in column.values.enumerated() where value != SampleBatch.missing {
        bitmap[row / 8] |= 1 << UInt8(row % 8)
      }
      body.bytes.append(contentsOf: bitmap)
    }
    let encoding = ValueCodec.encode(present, into: &body)
    return ChunkHeader.Entry(
      metric: column.metric, encoding: encoding, hasGaps: hasGaps, present: present.count,
      length: body.bytes.count - start)
  }

  private static func column(
    _ entry: ChunkHeader.Entry, _ reader: inout ByteReader, rows: Int
  ) throws(ChunkDamage) -> [Int64] {
    let bitmap = entry.hasGaps ? try reader.nextBytes((rows + 7) / 8) : []
    let present = try ValueCodec.decode(&reader, encoding: entry.encoding, count: entry.present)
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
