import CapacityModel

/// The fixed part of a chunk: what is in it and where, readable without decoding a value.
struct ChunkHeader {
  /// The version that this release writes; version 1 is read as well.
  static let version: UInt8 = 2
  /// Bytes before the length of the instants.
  static let fixedSize = 12
  /// Bytes of the checksum at the end.
  static let checksumSize = 4
  /// Marks an encoding whose column has gaps.
  static let gapsFlag: UInt8 = 0x80

  /// One column's directory entry.
  struct Entry {
    var metric: MemoryMetric
    var statistic: Statistic
    var encoding: ValueEncoding
    var summary: ColumnSummary
    /// Bytes of the column.
    var length: Int
  }

  /// Rows, 1 to 65,535.
  var rows: Int
  /// The first instant.
  var first: Int64
  /// Bytes of the instants after the first.
  var timestampLength: Int
  /// The columns, strictly ascending by metric code and statistic.
  var entries: [Entry]

  /// Appends the header.
  func append(to writer: inout ByteWriter) {
    writer.append(Self.version)
    writer.append(UInt8(entries.count))
    writer.append(UInt16(rows))
    writer.append(first)
    writer.appendVariable(UInt64(timestampLength))
    for entry in entries {
      let (summary, hasGaps) = (entry.summary, entry.summary.count < rows)
      writer.append(entry.metric.code)
      writer.append(entry.statistic.rawValue)
      writer.append(entry.encoding.rawValue | (hasGaps ? Self.gapsFlag : 0))
      if hasGaps { writer.appendVariable(UInt64(summary.count)) }
      writer.appendVariable(UInt64(entry.length))
      writer.appendVariable(UInt64(zigzag: summary.least))
      writer.appendVariable(UInt64(bitPattern: summary.greatest &- summary.least))
      writer.appendWideVariable(summary.excess)
    }
  }

  /// Reads and checks a header whose version byte was read.
  init(afterVersion reader: inout ByteReader) throws(ChunkDamage) {
    let columns = Int(try reader.next(UInt8.self))
    rows = Int(try reader.next(UInt16.self))
    first = Int64(bitPattern: try reader.next(UInt64.self))
    timestampLength = try Self.length(&reader)
    guard columns > 0, rows > 0 else { throw .invalid("it has \(rows) rows, \(columns) columns") }
    entries = []
    for _ in 0..<columns {
      let entry = try Self.entry(&reader, rows: rows)
      if let last = entries.last,
        (last.metric.code, last.statistic.rawValue)
          >= (entry.metric.code, entry.statistic.rawValue)
      {
        throw .invalid("its columns are out of order")
      }
      entries.append(entry)
    }
  }

  /// Creates a header.
  init(rows: Int, first: Int64, timestampLength: Int, entries: [Entry]) {
    (self.rows, self.first) = (rows, first)
    (self.timestampLength, self.entries) = (timestampLength, entries)
  }

  private static func length(_ reader: inout ByteReader) throws(ChunkDamage) -> Int {
    let length = try reader.nextVariable()
    guard length <= UInt64(reader.remaining) else {
      throw .truncated(bytes: reader.offset + reader.remaining)
    }
    return Int(length)
  }

  private static func entry(_ reader: inout ByteReader, rows: Int) throws(ChunkDamage) -> Entry {
    let code = try reader.next(UInt8.self)
    let kind = try reader.next(UInt8.self)
    let flags = try reader.next(UInt8.self)
    guard let metric = MemoryMetric(code: code) else {
      throw .invalid("no metric has code \(code)")
    }
    guard let statistic = Statistic(rawValue: kind) else {
      throw .invalid("no statistic has number \(kind)")
    }
    guard let encoding = ValueEncoding(rawValue: flags & ~gapsFlag) else {
      throw .invalid("no encoding has number \(flags & ~gapsFlag)")
    }
    let present = flags & gapsFlag == 0 ? UInt64(rows) : try reader.nextVariable()
    guard present > 0, flags & gapsFlag == 0 || present < UInt64(rows) else {
      throw .invalid("a column has \(present) values in \(rows) rows")
    }
    let length = try length(&reader)
    let least = try reader.nextVariable().unzigzagged
    let span = try reader.nextVariable()
    let excess = try reader.nextWideVariable()
    let summary = ColumnSummary(
      count: Int(present), least: Int64(bitPattern: least),
      greatest: Int64(bitPattern: least &+ span), excess: excess)
    return Entry(
      metric: metric, statistic: statistic, encoding: encoding, summary: summary, length: length)
  }
}
