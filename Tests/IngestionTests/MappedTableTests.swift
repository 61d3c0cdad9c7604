import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// Tables of one's own, read as `--columns` and its companions say.
@Suite struct MappedTableTests {
  private func options(_ columns: String...) throws -> ReaderOptions {
    var options = ReaderOptions()
    options.columns = try columns.map { try ColumnMapping($0) }
    return options
  }

  @Test("names, units, separator, decimal comma, time format and zone come together")
  func german() throws {
    var options = try options("entity=Host", "timestamp=Zeit", "used=Speicher belegt:MiB")
    options.decimal = .comma
    options.timeFormat = try #require(TimeFormat("%d.%m.%Y %H:%M"))
    options.timeZone = try #require(LocalZone(named: "Europe/Berlin"))
    let text = "Zeit;CPU;host;Speicher belegt\n01.07.2026 12:00;5;db-1;1024,5\n"
    let file = try read(text, options: options)
    let instant = try #require(Timestamp(parsing: "2026-07-01T10:00:00Z")).milliseconds
    #expect(file.rows == [ReadRow("db-1", instant, [.used: 1024 << 20 + 1 << 19])])
    #expect(failure(text.replacing("1024,5", with: "1.024,5"), options: options) != nil)
    #expect(
      failure(text.replacing("01.07.2026", with: "2026-07-01"), options: options)?.description
        .contains("--time-format '%d.%m.%Y %H:%M'") == true)
  }

  @Test(
    "columns by place read a table without a header, percentages of a given size, and times from an epoch"
  )
  func headerless() throws {
    var options = try options("entity=#1", "timestamp=#2", "used=#4:%")
    options.configured = .gibibytes(1)
    options.epoch = try #require(Timestamp(parsing: "2018-01-01T00:00:00Z"))
    let file = try read("m_1,300,12,50,\nm_2,600,12,25,\n", options: options)
    let start = Timestamp.firstOf2018
    #expect(
      file.rows == [
        ReadRow("m_1", start + 300_000, [.used: 1 << 29, .configured: 1 << 30]),
        ReadRow("m_2", start + 600_000, [.used: 1 << 28, .configured: 1 << 30]),
      ])
  }

  @Test("without a column for it the entity is the file's name")
  func fileName() throws {
    let options = try options("timestamp=t", "used=m:KiB")
    let file = try read("t,m\n60,1\n", name: "logs/web-1.csv", options: options)
    #expect(file.rows == [ReadRow("web-1", 60_000, [.used: 1024])])
    #expect(
      failure("t,m\n60,1\n", name: "<stdin>", options: options)
        == .namelessEntity(path: "<stdin>", format: "samples with --columns"))
  }

  @Test("a column that is not there is told with those that are")
  func missing() throws {
    let found = failure(
      "host,ts,mem\n", options: try options("entity=host", "timestamp=ts", "used=memory:MiB"))
    #expect(found?.description.contains("the header has host, ts, mem") == true)
    guard case .missingColumn = failure("a,b\n", options: try options("used=a:MiB")) else {
      Issue.record("a table without times was accepted")
      return
    }
    guard
      case .doubledColumn = failure(
        "a,b\n", options: try options("timestamp=a", "used=b:MiB", "limit=b:MiB"))
    else {
      Issue.record("one column gave two things")
      return
    }
  }

  @Test(
    "mappings that say nothing are refused",
    arguments: [
      "", "entity", "entity=", "used=mem", "used=mem:MB", "cpu=x:B", "entity=host:MiB",
      "pressure_some_percent=p:%",
    ])
  func badMappings(text: String) {
    #expect(throws: MappingFault.self) { _ = try ColumnMapping(text) }
  }

  @Test(
    "patterns read what they describe",
    arguments: [
      ("%Y-%m-%d %H:%M:%S.%f", "2026-07-01 12:00:00.25", "2026-07-01T12:00:00.250Z"),
      ("%d-%b-%y %I:%M %p", "01-Jul-26 12:30 am", "2026-07-01T00:30:00Z"),
      ("%m/%d/%Y %H:%M", "7/1/2026 1:05", "2026-07-01T01:05:00Z"),
      ("%Y%m%d%H%M%S%z", "20260701120000+0200", "2026-07-01T10:00:00Z"),
      ("%Y-%m-%dT%H:%M:%S%z", "2026-07-01T12:00:00-05:30", "2026-07-01T17:30:00Z"),
      ("%s", "1782864000", "2026-07-01T00:00:00Z"),
    ])
  func patterns(pattern: String, text: String, instant: String) throws {
    var options = try options("entity=e", "timestamp=t", "used=u:B")
    options.timeFormat = try #require(TimeFormat(pattern))
    options.timeZone = try #require(LocalZone(named: "UTC"))
    let file = try read("e,t,u\na,\(text),1\n", options: options)
    #expect(file.rows.map(\.instant) == [Timestamp(parsing: instant)?.milliseconds])
  }

  @Test("patterns that name no date, or an unknown letter, are none")
  func badPatterns() {
    for pattern in ["", "%H:%M", "%Y-%m", "%d.%m.%Y %K", "%"] {
      #expect(TimeFormat(pattern) == nil, "\(pattern)")
    }
  }

  @Test(
    "text that a pattern does not describe is refused",
    arguments: ["2026-02-30", "2026-13-01", "x", "2026-01-01x"])
  func unreadable(text: String) throws {
    var options = try options("entity=e", "timestamp=t", "used=u:B")
    options.timeFormat = try #require(TimeFormat("%Y-%m-%d"))
    options.timeZone = try #require(LocalZone(named: "UTC"))
    #expect(failure("e,t,u\na,\(text),1\n", options: options) != nil)
  }
}

extension Timestamp {
  /// 2018-01-01 in milliseconds.
  fileprivate static let firstOf2018: Int64 = 1_514_764_800_000
}
