import CapacityModel

/// The fixed part of a chunk: what is in it and where, readable without decoding a value.
struct ChunkHeader {
  /// The version that this release writes, and the only one it reads.
  static let version: UInt8 = 1
  /// Bytes before the column directory.
  static let fixedSize = 16
  /// Bytes of one directory entry.
  static let entrySize = 8
  /// Bytes of the checksum at the end.
  static let checksumSize = 4
  /// Marks an encoding whose column has gaps.
  static let gapsFlag: UInt8 = 0x80

  /// One column's directory entry.
  struct Entry {
    var metric: MemoryMetric
    var encoding: ValueEncoding
    var hasGaps: Bool
    var present: Int
    var length: Int
  }

  /// Rows, 1 to 65,535.
  var rows: Int
  /// The first instant.
  var first: Int64
  /// Bytes of the instants after the first.
  var timestampLength: Int
  /// The columns, strictly ascending by metric code.
  var entries: [Entry]

  /// Bytes of this header.
  var byteCount: Int { Self.fixedSize + Self.entrySize * entries.count }

  /// Appends the header.
  func append(to writer: inout ByteWriter) {
    writer.append(Self.version)
    writer.append(UInt8(entries.count))
    writer.append(UInt16(rows))
    writer.append(UInt32(timestampLength))
    writer.append(first)
    for entry in entries {
      writer.append(entry.metric.code)
      writer.append(entry.encoding.rawValue | (entry.hasGaps ? Self.gapsFlag : 0))
      writer.append(UInt16(entry.present))
      writer.append(UInt32(entry.length))
    }
  }

  /// Reads and checks a header.
  init(_ reader: inout ByteReader) throws(ChunkDamage) {
    let version = try reader.next(UInt8.self)
    guard version == Self.version else { throw .unknownVersion(version) }
    let columns = Int(try reader.next(UInt8.self))
    rows = Int(try reader.next(UInt16.self))
    timestampLength = Int(try reader.next(UInt32.self))
    first = Int64(bitPattern: try reader.next(UInt64.self))
    guard columns > 0, rows > 0 else { throw .invalid("it has \(rows) rows, \(columns) columns") }
    entries = []
    for _ in 0..<columns {
      let entry = try Self.entry(&reader, rows: rows)
      if let last = entries.last, last.metric.code >= entry.metric.code {
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

  private static func entry(_ reader: inout ByteReader, rows: Int) throws(ChunkDamage) -> Entry {
    let code = try reader.next(UInt8.self)
    let flags = try reader.next(UInt8.self)
    let present = Int(try reader.next(UInt16.self))
    let length = Int(try reader.next(UInt32.self))
    let hasGaps = flags & gapsFlag != 0
    guard let metric = MemoryMetric(code: code) else {
      throw .invalid("no metric has code \(code)")
    }
    guard let encoding = ValueEncoding(rawValue: flags & ~gapsFlag) else {
      throw .invalid("no encoding has number \(flags & ~gapsFlag)")
    }
    guard present > 0, hasGaps ? present < rows : present == rows else {
      throw .invalid("a column has \(present) values in \(rows) rows")
    }
    return Entry(
      metric: metric, encoding: encoding, hasGaps: hasGaps, present: present, length: length)
  }
}
