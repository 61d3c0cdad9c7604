import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// What all readers share: how a file starts, what is left out, what means "no value", and which times are believed.
@Suite struct FrameworkTests {
  private let header = "entity,timestamp,used_kib,limit_bytes"

  @Test("a start has the first line, the lines, and nothing of a byte order mark")
  func start() throws {
    let source = try ByteSource(
      name: "f", bytes: Array("\u{FEFF}\r\n\nsep=;\r\na;b\n{\"x\": 1}".utf8), blockSize: 3)
    let start = try source.peekStart()
    #expect(start.firstLine == "sep=;")
    #expect(start.declaredSeparator == ";")
    #expect(start.header == "a;b")
    #expect(start.lines == ["sep=;", "a;b", "{\"x\": 1}"])
    #expect(start.isWhole && start.isUTF8)
    #expect(source.encoding == .utf8WithMark)
    #expect(FileStart(" \n [1]").firstCharacter == "[")
  }

  @Test("a start is cut at its limit, between characters")
  func cutStart() throws {
    let text = String(repeating: "é", count: FileStart.limit)
    let source = try ByteSource(name: "f", bytes: [0x78] + Array(text.utf8), blockSize: 1000)
    let start = try source.peekStart()
    #expect(!start.isWhole)
    #expect(start.isUTF8)
    #expect(start.text.utf8.count == FileStart.limit - 1)
  }

  @Test("UTF-32 and lone carriage returns are refused by name")
  func namedRefusals() {
    #expect(throws: IngestionError.encoding(path: "f.csv", name: "UTF-32")) {
      try read(bytes: [0xFF, 0xFE, 0, 0, 0x65, 0, 0, 0])
    }
    #expect(
      failure("entity,timestamp,used_kib\ra,60,1\ra,120,2")
        == .loneCarriageReturns(path: "f.csv"))
  }

  @Test("characters beyond the 16 bits of one unit are read, and halves of them are replaced")
  func surrogates() throws {
    func bytes(_ units: [UInt16]) -> [UInt8] {
      units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
    let head = bytes(Array("entity,timestamp,used_kib\n".utf16))
    for (name, expected) in [
      ([0xD83D, 0xDE00], "😀"), ([0xD83D, 0x61], "\u{FFFD}a"), ([0xDE00, 0x61], "\u{FFFD}a"),
    ] as [([UInt16], String)] {
      let file = try read(bytes: head + bytes(name + Array(",60,1\n".utf16)))
      #expect(file.rows.map(\.entity) == [expected])
    }
  }

  @Test("under skip a field costs itself, and a row without any value is passed over")
  func leftOut() throws {
    let file = try read(
      "\(header)\na,60,x,8\nb,60,y,\nc,60,1,2\nc,120,-5,z\n", options: ReaderOptions(onError: .skip)
    )
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.limit: 8]), ReadRow("c", 60_000, [.used: 1024, .limit: 2]),
      ])
    #expect(file.report.skippedFields == ["used_kib": 1])
    #expect(file.report.rejectedRows == 2)
    #expect(file.report.lostEntities == ["b"])
    #expect(file.rejected.map(\.isField) == [true, false, false])
    #expect(file.rejected[0].description.contains("field left out: used_kib: 'x'"))
  }

  @Test("under skip-row any field costs its row")
  func wholeRows() throws {
    let file = try read(
      "\(header)\na,60,x,8\na,120,1,8\n", options: ReaderOptions(onError: .skipRow))
    #expect(file.rows == [ReadRow("a", 120_000, [.used: 1024, .limit: 8])])
    #expect(file.report.skippedFields.isEmpty)
  }

  @Test(
    "what programs write for no limit is no value, in every unit",
    arguments: [
      "9223372036854771712", "9223372036854775807", "18446744073709551615", "max", "Max", "+Inf",
      "inf", "Infinity", "9.223372036854772e+18", "-1", "9223372036854710272",
    ])
  func noLimit(text: String) throws {
    let file = try read("\(header)\na,60,1,\(text)\n")
    #expect(file.rows == [ReadRow("a", 60_000, [.used: 1024])])
    #expect(file.report.sentinels == [.noLimit: 1])
    let kib = try read("entity,timestamp,used_kib,limit_kib\na,60,1,9007199254740988\n")
    #expect(kib.report.sentinels == [.noLimit: 1])
  }

  @Test("NaN and -1 are no value of a gauge; infinities and other negatives are faults")
  func noValue() throws {
    let file = try read("\(header)\na,60,nan,8\na,120,-1,8\na,180,NaN,nan\n")
    #expect(file.report.sentinels == [.noValue: 4])
    #expect(file.rows.map(\.values) == [[.limit: 8], [.limit: 8], [:]])
    #expect(failure("\(header)\na,60,1,-Inf\n") != nil)
    #expect(failure("\(header)\na,60,max,1\n") != nil)
    #expect(failure("\(header)\na,60,18446744073709551615,1\n") != nil)
  }

  @Test("a file of which no row can be taken is an error, whatever is skipped")
  func nothingAccepted() throws {
    let options = ReaderOptions(onError: .skip)
    guard
      case .nothingAccepted("f.csv", 2, let first) = failure(
        "entity,timestamp,used_mib\na,60,614Mi\nb,60,7Gi\n", options: options)
    else {
      Issue.record("accepted")
      return
    }
    #expect(first.hasPrefix("f.csv:2:6: used_mib: '614Mi'"))
  }

  @Test("instants outside of what is believed are refused at their column")
  func bounds() throws {
    var options = ReaderOptions()
    options.earliest = ReaderOptions.firstPlausible
    options.latest = Timestamp(seconds: 2_000_000_000)
    #expect(failure("\(header)\na,946684800,1,\na,2000000000,1,\n", options: options) == nil)
    let old = fault(header, "a,60,1,", options: options)
    #expect(
      old?.fault == .tooOld(Timestamp(seconds: 60), earliest: ReaderOptions.firstPlausible))
    #expect((old?.column, old?.field) == (3, "timestamp"))
    let future = fault(header, "a,2033-05-18T03:33:21Z,1,", options: options)
    #expect(
      future?.fault
        == .inFuture(
          Timestamp(seconds: 2_000_000_001), latest: Timestamp(seconds: 2_000_000_000)))
    options.onError = .skip
    #expect(
      try read("\(header)\na,60,1,\na,1000000000,1,\n", options: options).report.rejectedRows == 1)
  }

  @Test("blanks around names are taken away and told")
  func blanksAroundNames() throws {
    let file = try read("\(header)\nv,60,1,\n\"v \",120,1,\n v,180,1,\n")
    #expect(file.rows.map(\.entity) == ["v", "v", "v"])
    #expect(file.report.trimmedNames == 2)
    #expect(fault(header, "  ,60,1,")?.fault == .emptyName)
  }

  @Test(
    "local times are read in the zone that is given",
    arguments: [
      ("2026-07-01T12:00:00", "2026-07-01T10:00:00Z"),
      ("2026-12-01 12:00", "2026-12-01T11:00:00Z"), ("2026-07-01", "2026-06-30T22:00:00Z"),
      ("2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"),
      ("2026-07-01 12:00:00 UTC", "2026-07-01T12:00:00Z"),
      ("2026-07-01T12:00:00.250", "2026-07-01T10:00:00.250Z"),
    ])
  func localTimes(text: String, instant: String) throws {
    var options = ReaderOptions()
    options.timeZone = try #require(LocalZone(named: "Europe/Berlin"))
    let file = try read("\(header)\na,\(text),1,\n", options: options)
    #expect(file.rows.map(\.instant) == [Timestamp(parsing: instant)?.milliseconds])
  }

  @Test(
    "an hour that clocks skip is refused, and one that they repeat is read in order and counted")
  func clockChanges() throws {
    var options = ReaderOptions()
    options.timeZone = try #require(LocalZone(named: "Europe/Berlin"))
    #expect(
      fault(header, "a,2026-03-29T02:30:00,1,", options: options)?.fault
        == .skippedHour("2026-03-29T02:30:00", zone: "Europe/Berlin"))
    let text = ["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"]
      .map { "a,2026-10-25 \($0),1,\n" }.joined()
    let file = try read("\(header)\n\(text)", options: options)
    let first = try #require(Timestamp(parsing: "2026-10-24T23:30:00Z")).milliseconds
    #expect(file.rows.map(\.instant) == (0..<6).map { first + $0 * 1_800_000 })
    #expect(file.report.ambiguousTimes == 4)
    #expect(LocalZone(named: "Mars/Olympus") == nil)
  }

  @Test("a template makes a name of labels, and needs all of them")
  func templates() throws {
    let template = try #require(EntityTemplate("{namespace}/{pod}-x"))
    #expect(template.labels == ["namespace", "pod"])
    let labels = ["namespace": "shop", "pod": "web"]
    #expect(template.name { labels[$0] } == "shop/web-x")
    #expect(template.name { $0 == "pod" ? "web" : nil } == nil)
    for text in ["", "plain", "{", "{}", "a}", "{a", "{a{b}}"] {
      #expect(EntityTemplate(text) == nil, "\(text)")
    }
  }
}
