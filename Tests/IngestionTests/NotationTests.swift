import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// Notations that people and programs write: what is read, and what each refusal advises.
@Suite struct NotationTests {
  private let header = "entity,timestamp,used_mib"

  @Test(
    "a time that is not read is told what it is, with the corrected text",
    arguments: [
      ("1792895400000", "milliseconds; write 1792895400"),
      ("1792895400000000", "microseconds; write seconds: 1792895400"),
      ("1792895400000000000", "nanoseconds; write seconds: 1792895400"),
      ("46320.104", "Excel serial day; write the time as text: 2026-10-25T02:29:46Z"),
      ("2026-10-25T02:30:00+0100", "write 2026-10-25T02:30:00+01:00"),
      ("2026-10-25T02:30:00+01", "write 2026-10-25T02:30:00+01:00"),
      ("\"2026-10-25T02:30:00,5Z\"", "write 2026-10-25T02:30:00.5Z"),
      ("2026-10-25T24:00:00Z", "has the hour 24; write 2026-10-26T00:00:00Z"),
      ("20261025T023000Z", "write 2026-10-25T02:30:00Z"),
      ("10/25/2026 02:30", "--time-format '%m/%d/%Y %H:%M'"),
      ("25.10.2026 02:30", "--time-format '%d.%m.%Y %H:%M'"),
      ("2026-10-25T02:30:00[Europe/Berlin]", "write the offset instead: 2026-10-25T02:30:00+01:00"),
      ("Sun Oct 25 02:30:00 CET 2026", "by letters; write 2013-09-02T02:00:00+02:00"),
      ("2026-10-25T02:30:00", "has no zone; give --time-zone"),
    ])
  func times(text: String, advice: String) {
    let found = failure("\(header)\na,\(text),1\n")?.description ?? "accepted"
    #expect(found.contains(advice), "\(found)")
  }

  @Test(
    "an amount that is not read is told what it is, with the corrected text",
    arguments: [
      ("614Mi", "write 614, and end the column's name in _mib"),
      ("5123 MB", "write 5123, and end the column's name in _mib"),
      ("7Gi", "write 7, and end the column's name in _gib"),
      ("31%", "write 31, and end the column's name in _percent"),
      ("\"5123,5\"", "write 5123.5, or give --decimal ','"),
      ("\"5,123\"", "write 5123 if it separates thousands, 5.123 or --decimal ','"),
      ("5.123.456", "separators between thousands; write 5123456"),
      ("\"5,123,456\"", "separators between thousands; write 5123456"),
      ("5 123", "separators between thousands; write 5123"),
      ("5\u{A0}123", "separators between thousands; write 5123"),
      ("5'123", "separators between thousands; write 5123"),
      ("0x1403", "is hexadecimal; write 5123"), ("N/A", "leave the field empty"),
      ("-", "leave the field empty"), ("null", "leave the field empty"),
      ("5,123", "the row has 4 fields where the header has 3"),
      ("5,123", "in numbers (write 5123.5, not 5,123.5)"),
    ])
  func amounts(text: String, advice: String) {
    let found = failure("\(header)\na,60,\(text)\n")?.description ?? "accepted"
    #expect(found.contains(advice), "\(found)")
  }

  @Test(
    "a header that is not read is told what its columns should be named",
    arguments: [
      ("hostname,timestamp,used_mib", "did you mean entity?"),
      ("host,timestamp,used_mib", "did you mean entity?"),
      ("entity,time,used_mib", "did you mean timestamp?"),
      ("entity,timestamp,used_mb", "did you mean used_mib?"),
      ("entity,timestamp,used_mib,", "a column has no name; where a separator ends the line"),
      ("v,2026-10-25T02:30:00Z,5123", "lacks a header"),
      ("# exported by tool", "remove the lines that begin with #"),
      ("host|mem", "between '|'"), ("PK\u{3}\u{4}", "save the sheet as CSV"),
      ("<html>", "XML or HTML"), ("{\"a\": 1}", "JSON of an unknown kind"),
    ])
  func headers(line: String, advice: String) {
    let found = failure("\(line)\na,60,1\n")?.description ?? "accepted"
    #expect(found.contains(advice), "\(found)")
  }

  @Test(
    "capitals, semicolons, tabs and a line sep= are read, and told",
    arguments: [
      ("Entity,Timestamp,Used_MiB\na,60,1\n", []), ("entity;timestamp;used_mib\na;60;1,0\n", [";"]),
      ("entity\ttimestamp\tused_mib\na\t60\t1\n", ["tab"]),
      ("sep=;\nentity;timestamp;used_mib\na;60;1\n", [";"]),
      ("sep=,\r\nentity,timestamp,used_mib\r\na,60,1\r\n", []),
    ] as [(String, [String])])
  func accepted(text: String, separators: [String]) throws {
    let file = try read(text)
    #expect(file.rows == [ReadRow("a", 60_000, [.used: 1 << 20])])
    #expect(file.report.separators == separators)
  }

  @Test("Latin-1 is named")
  func latin1() {
    let bytes = Array("\(header)\nb".utf8) + [0xFC] + Array("ro,60,1\n".utf8)
    #expect {
      try read(bytes: bytes)
    } throws: {
      "\($0)".contains("looks like Latin-1 or Windows-1252; save the file as UTF-8")
    }
  }

  @Test("a header that comes again is passed over, and one with other columns begins a new part")
  func headersInside() throws {
    let file = try read(
      "\(header)\na,60,1\n\(header)\na,120,2\nentity,used_kib,limit_kib,timestamp\nb,1,8,60\na,2,9,180\n"
    )
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.used: 1 << 20]), ReadRow("a", 120_000, [.used: 2 << 20]),
        ReadRow("b", 60_000, [.used: 1024, .limit: 8192]),
        ReadRow("a", 180_000, [.used: 2048, .limit: 9216]),
      ])
    #expect((file.report.repeatedHeaders, file.report.changedHeaders) == (1, 1))
    #expect(file.report.entities == 2)
  }

  @Test("a configured size that is given stands for the one that the file lacks")
  func configured() throws {
    var options = ReaderOptions()
    options.configured = .gibibytes(2)
    let file = try read("entity,timestamp,used_percent\na,60,50\nb,60,\n", options: options)
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.used: 1 << 30, .configured: 2 << 30]),
        ReadRow("b", 60_000, [.configured: 2 << 30]),
      ])
    let own = try read("entity,timestamp,configured_mib\na,60,1\n", options: options)
    #expect(own.rows == [ReadRow("a", 60_000, [.configured: 1 << 20])])
  }
}
