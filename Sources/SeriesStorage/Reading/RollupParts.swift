import CapacityModel
import GRDB

/// The stored roll-ups of one entity, and the rows that stand for the samples they were made of.
struct RollupParts: Sendable {
  /// A stretch of roll-ups.
  struct Part: Sendable {
    var period: RollupPeriod
    var t0: Int64
    var t1: Int64
    var data: [UInt8]
  }

  private var parts: [Part] = []

  /// No roll-ups.
  init() {}

  /// Whether a store has any.
  static func exist(in database: Database) throws -> Bool {
    guard try StoreSchema.version(of: database) >= 2 else { return false }
    return try Int.fetchOne(database, sql: "SELECT 1 FROM rollup LIMIT 1") != nil
  }

  /// Reads those of `entity` that reach into `first...last`.
  init(of entity: Int64, in database: Database, from first: Int64, through last: Int64) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT period, t0, t1, data FROM rollup
        WHERE entity = ? AND t0 <= ? AND t1 >= ? ORDER BY period DESC, t0
        """)
    // A period counts where its start lies in the range; a coarser one may begin before.
    let reach =
      first < .min + RollupPeriod.day.milliseconds ? first : first - RollupPeriod.day.milliseconds
    let rows = try Row.fetchCursor(statement, arguments: [entity, last, reach])
    while let row = try rows.next() {
      guard let period = row.whole("period").flatMap(RollupPeriod.init(rawValue:)),
        let t0 = row.whole("t0"), let t1 = row.whole("t1")
      else { throw ChunkDamage.invalid("the index columns of a roll-up make no sense") }
      parts.append(Part(period: period, t0: t0, t1: t1, data: try StoredChunk.bytes(row)))
    }
  }

  var isEmpty: Bool { parts.isEmpty }

  /// One row a period: days, then hours from the first day that has hours; all days where those are preferred.
  func rows(
    _ decoder: ChunkDecoder, seal: ChunkSeal, owner: Int64, metrics: Set<MemoryMetric>,
    _ first: Int64, _ last: Int64, _ statistic: Aggregation, _ prefersDays: Bool
  ) throws(ChunkDamage) -> ChunkRows {
    var (days, hours) = (ChunkRows(), ChunkRows())
    for part in parts where !prefersDays || part.period == .day {
      let bytes = try seal.opened(part.data, owner: part.period.owner(owner))
      let decoded = try decoder.decode(bytes, owner: part.period.owner(owner), metrics: metrics)
      let rows = decoded.sampleLike(by: statistic)
      switch part.period {
      case .day: days.append(rows)
      case .hour: hours.append(rows)
      }
    }
    if let start = hours.timestamps.first {
      let day = RollupPeriod.day.start(of: start)
      days = days.rows(days.places(from: .min, through: day - 1))
    }
    days.append(hours)
    return days.rows(days.places(from: first, through: last))
  }
}

extension ChunkRows {
  /// The statistic that stands for samples: for sizes always the last one, which is what they were.
  fileprivate func sampleLike(by aggregation: Aggregation) -> ChunkRows {
    var rows = ChunkRows(timestamps: timestamps)
    for metric in Set(columns.map(\.metric)).sorted(by: { $0.code < $1.code }) {
      let wanted: Statistic = metric.isSize ? .last : aggregation.statistic
      guard let column = columns.first(where: { $0.metric == metric && $0.statistic == wanted })
      else { continue }
      let values =
        !wanted.isPattern
        ? column.values
        : column.values.map { pattern in
          if pattern == SampleBatch.missing { return pattern }
          return Int64(Double(bitPattern: UInt64(bitPattern: pattern)).rounded())
        }
      rows.columns.append(Column(metric: metric, values: values))
    }
    return rows
  }
}

extension Aggregation {
  fileprivate var statistic: Statistic {
    switch self {
    case .max: .maximum
    case .mean: .mean
    case .p95: .p95
    case .last: .last
    }
  }
}

extension MemoryMetric {
  /// Whether the metric is a size that somebody set, not a demand that was measured.
  var isSize: Bool {
    switch self {
    case .configured, .guestTotal, .limit, .reservation: true
    default: false
    }
  }
}
