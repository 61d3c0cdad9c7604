import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

@Suite struct SamplesDamageTests {
  private let header = "entity,timestamp,configured_kib,used_kib"

  @Test("a number that is none is refused with its line, column and field")
  func position() {
    let found = failure("\(header)\na,60,8,4\nbb,120,8,4x\n")
    #expect(
      found
        == .field(
          path: "f.csv", line: 3, column: 10, field: "used_kib", fault: .notANumber("4x")))
    #expect(found?.description.hasPrefix("f.csv:3:10: used_kib: '4x' is not a number") == true)
    #expect(found?.isInputOutput == false)
  }

  @Test(
    "values that no memory has are refused",
    arguments: [
      ("-Inf", FieldFault.notFinite("-Inf")), ("inf", .notFinite("inf")),
      ("1e999", .notFinite("1e999")), ("-2", .negative("-2")), ("-0.5", .negative("-0.5")),
      ("1.2.3", .notANumber("1.2.3")), ("0xg", .notANumber("0xg")),
      (".", .notANumber(".")), ("1e", .notANumber("1e")), ("1 2", .notANumber("1 2")),
    ])
  func values(text: String, expected: FieldFault) {
    let quoted = text.contains(",") ? "\"\(text)\"" : text
    #expect(fault("entity,timestamp,used_kib", "a,60,\(quoted)")?.fault == expected)
  }

  @Test(
    "instants that are none are refused",
    arguments: [
      ("", FieldFault.emptyTime), ("yesterday", .notATime("yesterday")),
      ("2013-02-30T00:00:00Z", .notATime("2013-02-30T00:00:00Z")),
      ("2013-09-02T00:00:00", .timeWithoutZone("2013-09-02T00:00:00")),
      ("2013-13-02T00:00:00Z", .notATime("2013-13-02T00:00:00Z")),
      ("2013-09-02T25:00:00Z", .notATime("2013-09-02T25:00:00Z")),
      ("nan", .notATime("nan")), ("1e300", .notATime("1e300")),
      ("1378080000000", .looksLikeMilliseconds("1378080000000")),
      ("-99999999999999", .notATime("-99999999999999")),
    ])
  func instants(text: String, expected: FieldFault) {
    #expect(fault("entity,timestamp,used_kib", "a,\(text),1")?.fault == expected)
  }

  @Test("seconds end with the year 4999")
  func lastSecond() {
    let end = CivilDate(year: 5000, month: 1, day: 1).daysSinceEpoch * 86_400
    #expect(failure("entity,timestamp,used_kib\na,\(end - 1),1\n") == nil)
    #expect(
      fault("entity,timestamp,used_kib", "a,\(end),1")?.fault == .looksLikeMilliseconds("\(end)"))
  }

  @Test(
    "a size over the limit is refused with the unit it would make sense in",
    arguments: [
      (
        "used_kib", "18253611008",
        FieldFault.tooLarge(
          "18253611008", size: "17 TiB", limit: .tebibytes(4),
          better: .init(suffix: "_bytes", size: .gibibytes(17)))
      ),
      (
        "used_gib", "8192.0",
        .tooLarge(
          "8192.0", size: "8 TiB", limit: .tebibytes(4),
          better: .init(suffix: "_mib", size: .gibibytes(8)))
      ),
      (
        "used_bytes", "8796093022208",
        .tooLarge("8796093022208", size: "8 TiB", limit: .tebibytes(4), better: nil)
      ),
      (
        // 19 digits, beyond 63 bits.
        "used_bytes", "9999999999999999999",
        .tooLarge(
          "9999999999999999999", size: "more than any machine has", limit: .tebibytes(4),
          better: nil)
      ),
      (
        "used_bytes", "99999999999999999999999",
        .tooLarge(
          "99999999999999999999999", size: "more than any machine has", limit: .tebibytes(4),
          better: nil)
      ),
    ])
  func tooLarge(column: String, text: String, expected: FieldFault) {
    #expect(fault("entity,timestamp,\(column)", "a,60,\(text)")?.fault == expected)
  }

  @Test("the limit itself is believed, and can be raised")
  func limit() throws {
    #expect(failure("entity,timestamp,used_gib\na,60,4096\n") == nil)
    #expect(failure("entity,timestamp,used_gib\na,60,4097\n") != nil)
    let raised = ReaderOptions(maxSize: .tebibytes(8))
    #expect(failure("entity,timestamp,used_gib\na,60,4097\n", options: raised) == nil)
  }

  @Test("percentages need a configured size and end at 100")
  func percentages() {
    let header = "entity,timestamp,used_percent,configured_kib"
    let over = fault(header, "a,60,100.5,8")
    #expect(over?.fault == .overHundred("100.5"))
    let alone = fault(header, "a,60,50,")
    #expect(alone?.fault == .noConfiguredSize("50.0"))
    #expect(alone?.column == 6)
    #expect(
      fault("entity,timestamp,pressure_some_percent", "a,60,101")?.fault == .overHundred("101"))
    guard case .missingColumn = failure("entity,timestamp,used_percent\na,60,50\n") else {
      Issue.record("a percentage of nothing was accepted")
      return
    }
  }

  @Test(
    "rows with too many or too few fields are refused at the field where it shows",
    arguments: [("a,60,8", 7, 3), ("a,60,8,4,5", 10, 5), ("a", 2, 1), ("a,60,8,4,", 10, 5)])
  func fieldCounts(row: String, column: Int, found: Int) {
    #expect(
      failure("\(header)\n\(row)\n")
        == .fieldCount(path: "f.csv", line: 2, column: column, expected: 4, found: found))
  }

  @Test("names must be there and be plain text")
  func names() throws {
    #expect(fault(header, ",60,8,4")?.fault == .emptyName)
    #expect(fault(header, "a\u{0},60,8,4")?.fault == .invalidName("a\u{FFFD}"))
    #expect(fault(header, "\u{1B}[2J,60,8,4")?.fault == .invalidName("\u{FFFD}[2J"))
    let bytes = Array("\(header)\n".utf8) + [0xC3, 0x28] + Array(",60,8,4\n".utf8)
    #expect(
      throws: IngestionError.field(
        path: "f.csv", line: 2, column: 1, field: "entity", fault: .notUTF8("\u{FFFD}("))
    ) { try read(bytes: bytes) }
  }

  @Test("quotes must end on their line and end their field")
  func quotes() {
    #expect(fault(header, "\"a,60,8,4")?.fault == .openQuote("a,60,8,4"))
    #expect(fault(header, "\"a\"b,60,8,4")?.fault == .textAfterQuote("b,60,8,4"))
  }

  @Test("an unknown column is refused by name, with the nearest known one")
  func unknownColumn() throws {
    let found = failure("entity,timestamp,usde_kib\n")
    guard case .unknownColumn(_, 1, 18, "usde_kib", _, "used_kib") = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(found?.description.contains("--ignore-columns usde_kib") == true)
    guard case .unknownColumn(_, _, _, _, _, let nearest) = failure("entity,timestamp,used\n")
    else {
      Issue.record("a column without a unit was accepted")
      return
    }
    #expect(nearest == "used_bytes")
    guard case .unknownColumn(_, _, _, _, _, nil) = failure("entity,timestamp,cpu\n") else {
      Issue.record("nothing known is near cpu")
      return
    }
  }

  @Test(
    "headers that say one thing twice, or too little, are refused",
    arguments: [
      "entity,entity,timestamp,used_kib", "entity,timestamp,used_kib,used_kib",
      "entity,timestamp,used_kib,used_bytes", "entity,timestamp,used_kib,used_percent",
    ])
  func doubledColumns(header: String) {
    guard case .doubledColumn = failure("\(header)\n") else {
      Issue.record("accepted: \(header)")
      return
    }
  }

  @Test("what must be there is asked for by name")
  func missingColumns() {
    for (header, missing) in [
      ("entity,used_kib", "timestamp"), ("timestamp,used_kib", "entity"),
      ("entity,timestamp", "a metric"),
    ] {
      guard case .missingColumn(_, _, let name, _) = failure("\(header)\n") else {
        Issue.record("accepted: \(header)")
        continue
      }
      #expect(name == missing)
    }
  }

  @Test("a file whose demand is mostly over its size is refused as swapped")
  func swapped() throws {
    let text = "\(header)\na,60,1,2\na,120,1,2\na,180,2,1\n"
    #expect(failure(text) == .swappedColumns(path: "f.csv", above: 2, rows: 3))
    let allowed = ReaderOptions(allowUsedAboveConfigured: true)
    #expect(try read(text, options: allowed).report.usedAboveConfigured == 2)
    #expect(failure("\(header)\na,60,1,2\na,120,2,1\n") == nil, "half is not more than half")
  }

  @Test("empty files are refused", arguments: ["", "\n\n", "\r\n", "\u{FEFF}"])
  func empty(text: String) {
    #expect(failure(text) == .empty(path: "f.csv"))
    #expect(failure(text, format: "samples") == .empty(path: "f.csv"))
  }

  @Test("under skip, rows at fault are listed and the rest is taken in")
  func skip() throws {
    let long = String(repeating: "x", count: 1 << 20 + 1)
    let file = try read(
      "\(header)\r\na,60,8,4\r\n\(long)\r\na,x,8,4\r\nb,60,8\r\na,120,8,5",
      options: ReaderOptions(onError: .skip))
    #expect(file.rows.map(\.instant) == [60_000, 120_000])
    #expect(file.report.rejectedRows == 3)
    #expect(file.report.entities == 1, "a row that was rejected names no entity")
    #expect(file.rejected.map(\.line) == [3, 4, 5])
    #expect(file.rejected.map(\.column) == [1, 3, 7])
    let fields = file.rejected[1].description.split(separator: "\t")
    #expect(fields.first == "f.csv:4:3")
    #expect(fields.last == "a,x,8,4")
    #expect(file.rejected[0].original.isEmpty)
  }

  @Test(
    "a rejected row leaves nothing behind in the next one",
    arguments: ["a,60,50,x,8", "a,60,50", "a,60,50,1,", ",60,50,1,8"])
  func rejectedRowLeavesNothing(rejected: String) throws {
    let file = try read(
      "entity,timestamp,used_percent,active_kib,configured_kib\n\(rejected)\na,120,,1,8\n",
      options: ReaderOptions(onError: .skipRow))
    #expect(file.rows == [ReadRow("a", 120_000, [.active: 1024, .configured: 8192])])
  }

  @Test("skipping rows does not excuse a header or swapped columns")
  func skipIsForRows() {
    let skip = ReaderOptions(onError: .skip)
    #expect(failure("entity,timestamp,nonsense\n", options: skip) != nil)
    #expect(failure("\(header)\na,60,1,2\n", options: skip) != nil)
  }

  @Test("a line of one mebibyte is the longest")
  func longLines() throws {
    let limit = 1 << 20
    let fits = String(repeating: "x", count: limit - 5)
    let file = try read("entity,timestamp,used_kib\n\(fits),60,1\n")
    #expect(file.rows.first?.entity.count == limit - 5)
    for ending in ["\n", "\nb,60,1\n", ""] {
      #expect(
        failure("entity,timestamp,used_kib\nx\(fits),60,1\(ending)")
          == .lineTooLong(path: "f.csv", line: 2, limit: limit))
    }
  }
}
