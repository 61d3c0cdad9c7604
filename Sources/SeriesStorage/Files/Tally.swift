import CapacityModel
import GRDB

/// How many samples and bytes a store holds by metric, statistic and encoding: kept with every change, so that `info`
/// need not read the chunks.
struct Tally: Equatable {
  /// What is counted together.
  struct Key: Hashable {
    var metric: MemoryMetric
    var statistic: Statistic
    var encoding: ValueEncoding
  }

  /// How much there is, or by how much it changed.
  struct Amount: Equatable {
    var parts = 0
    var samples = 0
    var bytes = 0
  }

  /// By kind; kinds of which there is nothing may be missing or zero.
  private(set) var amounts: [Key: Amount] = [:]

  /// Adds the columns of a chunk, or takes them away.
  mutating func count(_ columns: [ChunkCodec.ColumnFacts], sign: Int = 1) {
    for column in columns {
      let key = Key(
        metric: column.metric, statistic: column.statistic, encoding: column.encoding)
      amounts[key, default: Amount()].parts += sign
      amounts[key, default: Amount()].samples += sign * column.samples
      amounts[key, default: Amount()].bytes += sign * column.byteCount
    }
  }

  /// All kinds of which there is something, in the order of the file.
  var sorted: [(key: Key, amount: Amount)] {
    amounts.filter { $0.value != Amount() }.map { ($0.key, $0.value) }.sorted {
      ($0.0.metric.code, $0.0.statistic.rawValue, $0.0.encoding.rawValue)
        < ($1.0.metric.code, $1.0.statistic.rawValue, $1.0.encoding.rawValue)
    }
  }

  /// Reads the tally of a store.
  static func read(_ database: Database) throws -> Tally {
    var tally = Tally()
    for row in try Row.fetchAll(database, sql: "SELECT * FROM tally") {
      guard let metric = row.whole("metric").flatMap(UInt8.init(exactly:)),
        let statistic = row.whole("statistic").flatMap(UInt8.init(exactly:)),
        let encoding = row.whole("encoding").flatMap(UInt8.init(exactly:)),
        let metric = MemoryMetric(code: metric), let statistic = Statistic(rawValue: statistic),
        let encoding = ValueEncoding(rawValue: encoding), let parts = row.whole("parts"),
        let samples = row.whole("samples"), let bytes = row.whole("bytes")
      else { throw ChunkDamage.invalid("the tally names a kind that there is not") }
      tally.amounts[Key(metric: metric, statistic: statistic, encoding: encoding)] = Amount(
        parts: Int(parts), samples: Int(samples), bytes: Int(bytes))
    }
    return tally
  }

  /// Adds these changes to the tally of a store.
  func add(to database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (metric, statistic, encoding) DO UPDATE SET
          parts = parts + excluded.parts, samples = samples + excluded.samples,
          bytes = bytes + excluded.bytes
        """)
    for (key, amount) in sorted {
      try statement.execute(arguments: [
        Int64(key.metric.code), Int64(key.statistic.rawValue), Int64(key.encoding.rawValue),
        amount.parts, amount.samples, amount.bytes,
      ])
    }
  }

  /// Replaces the tally of a store.
  func replace(in database: Database) throws {
    try database.execute(sql: "DELETE FROM tally")
    try add(to: database)
  }

  static func == (left: Tally, right: Tally) -> Bool {
    left.sorted.elementsEqual(right.sorted) { $0 == $1 }
  }
}
