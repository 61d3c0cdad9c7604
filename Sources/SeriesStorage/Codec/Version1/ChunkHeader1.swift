import CapacityModel

/// The fixed part of a chunk of version 1.
struct ChunkHeader1 {
  /// Stands in the first byte.
  static let version: UInt8 = 1
  /// Marks an encoding whose column has gaps.
  static let gapsFlag: UInt8 = 0x80

  /// One column's directory entry.
  struct Entry {
    var metric: MemoryMetric
    var encoding: ValueEncoding1
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

  private static func entry(_ reader: inout ByteReader, rows: Int) throws(ChunkDamage) -> Entry {
    let code = try reader.next(UInt8.self)
    let flags = try reader.next(UInt8.self)
    let present = Int(try reader.next(UInt16.self))
    let length = Int(try reader.next(UInt32.self))
    let hasGaps = flags & gapsFlag != 0
    guard let metric = MemoryMetric(code: code) else {
      throw .invalid("no metric has code \(code)")
    }
    guard let encoding = ValueEncoding1(rawValue: flags & ~gapsFlag) else {
      throw .invalid("no encoding has number \(flags & ~gapsFlag)")
    }
    guard present > 0, hasGaps ? present < rows : present == rows else {
      throw .invalid("a column has \(present) values in \(rows) rows")
    }
    return Entry(
      metric: metric, encoding: encoding, hasGaps: hasGaps, present: present, length: length)
  }
}
