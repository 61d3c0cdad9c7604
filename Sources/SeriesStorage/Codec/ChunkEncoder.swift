import CapacityModel

/// Writes chunks; the layout stands in `docs/formats/chunk.md`. Used from one thread at a time.
package final class ChunkEncoder {
  /// How much time goes into making chunks small.
  package enum Effort: Sendable {
    /// While samples come in.
    case ingest
    /// When a store is compacted.
    case compaction

    /// The zstd level: measured in `docs/methods/store.md`.
    var level: Int32 {
      switch self {
      case .ingest: 1
      case .compaction: 19
      }
    }
  }

  private let encoder: ZstandardEncoder
  private let values: ValueCodec

  /// Creates an encoder.
  package init(_ effort: Effort) {
    encoder = ZstandardEncoder(level: effort.level)
    values = ValueCodec(encoder: encoder, isThorough: effort == .compaction)
  }

  /// Writes `rows`.
  ///
  /// - Parameters:
  ///   - rows: At least one and at most `ChunkCodec.maximumRows`; strictly ascending; every column has a value.
  ///   - owner: The number of the entity the chunk is filed under; part of the checksum.
  package func encode(_ rows: ChunkRows, owner: Int64) -> [UInt8] {
    precondition(
      rows.count > 0 && rows.count <= ChunkCodec.maximumRows && !rows.columns.isEmpty,
      "a chunk of \(rows.count) rows, \(rows.columns.count) columns")
    var body = ByteWriter()
    TimestampCodec.append(rows.timestamps, to: &body, encoder)
    var header = ChunkHeader(
      rows: rows.count, first: rows.timestamps[0], timestampLength: body.bytes.count, entries: [])
    for column in rows.columns {
      precondition(column.values.count == rows.count, "\(column.values.count) of \(rows.count)")
      header.entries.append(append(column, to: &body))
    }
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(body.bytes.count + 64)
    header.append(to: &writer)
    writer.bytes.append(contentsOf: body.bytes)
    writer.append(ChunkCodec.checksum(writer.bytes[...], owner: owner))
    return writer.bytes
  }

  private func append(
    _ column: ChunkRows.Column, to body: inout ByteWriter
  ) -> ChunkHeader.Entry {
    let start = body.bytes.count
    var present = column.values
    if column.values.contains(SampleBatch.missing) {
      present = column.values.filter { $0 != SampleBatch.missing }
      precondition(!present.isEmpty, "column \(column.metric) has no value")
      BytePlanes.append(Self.bitmap(of: column.values), to: &body, encoder)
    }
    let summary = ColumnSummary(present)
    let (encoding, bytes) =
      column.statistic.isPattern
      ? values.encodePatterns(present, summary) : values.encode(present, summary)
    body.bytes.append(contentsOf: bytes)
    return ChunkHeader.Entry(
      metric: column.metric, statistic: column.statistic, encoding: encoding, summary: summary,
      length: body.bytes.count - start)
  }

  private static func bitmap(of values: [Int64]) -> [UInt8] {
    var bitmap = [UInt8](repeating: 0, count: (values.count + 7) / 8)
    for (row, value) in values.enumerated() where value != SampleBatch.missing {
      bitmap[row / 8] |= 1 << UInt8(row % 8)
    }
    return bitmap
  }
}
