import CapacityModel
import GRDB
import HeadroomBasics

/// One row of the `ingest` table.
struct IngestRecord {
  /// Reads all records, oldest first. Columns are named, so that a damaged table definition is an error of SQLite's.
  static let all = """
    SELECT id, source, at, rows, samples, rejected, proxy, checksum FROM ingest ORDER BY id
    """

  let source: String
  let at: Int64
  let rows: Int
  let samples: Int
  let rejected: Int
  let proxyNote: String?

  /// Creates the record of a finished ingest.
  init(source: String, at: Timestamp, proxyNote: String?, _ summary: IngestSummary) {
    (self.source, self.at, self.proxyNote) = (source, at.milliseconds, proxyNote)
    (rows, samples, rejected) = (summary.rows, summary.samples, summary.rowsRejected)
  }

  /// Reads a row; `nil` where a column has another type.
  init?(_ row: Row) {
    guard let source = row.text("source"), let at = row.whole("at"), let rows = row.whole("rows"),
      let samples = row.whole("samples"), let rejected = row.whole("rejected")
    else { return nil }
    (self.source, self.at, self.rows) = (source, at, Int(rows))
    (self.samples, self.rejected, proxyNote) = (Int(samples), Int(rejected), row.text("proxy"))
  }

  /// Over all columns, separated so that no character can move from one to the next.
  var checksum: UInt32 {
    let proxy = proxyNote.map { "+\($0)" } ?? "-"
    return Checksum.of("\(source)\0\(at)\0\(rows)\0\(samples)\0\(rejected)\0\(proxy)".utf8)
  }

  /// Writes the row.
  func insert(into database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO ingest (source, at, rows, samples, rejected, proxy, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [source, at, rows, samples, rejected, proxyNote, Int64(checksum)])
  }
}
