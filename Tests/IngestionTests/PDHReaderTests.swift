import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// CSV of perfmon, relog, typeperf and esxtop, as documentation and public files show it.
@Suite struct PDHReaderTests {
  private func perfmon(_ counters: [String], _ rows: [[String]], separator: String = ",") -> String
  {
    let head = ["(PDH-CSV 4.0) (W. Europe Standard Time)(-60)"] + counters
    return ([head] + rows).map { line in
      line.map { "\"\($0)\"" }.joined(separator: separator) + "\r\n"
    }.joined()
  }

  private let available = "\\\\SRV-A\\Memory\\Available MBytes"
  private let total = "\\\\SRV-A\\NUMA Node Memory(_Total)\\Total MBytes"
  private let committed = "\\\\SRV-A\\Memory\\Committed Bytes"

  @Test("demand of Windows is the total less what is available, at the file's own zone")
  func windows() throws {
    let file = try read(
      perfmon(
        [available, total, "\\\\SRV-A\\Memory\\Page Reads/sec"],
        [
          ["02/06/2026 22:00:00.123", " ", "16384", "0"],
          ["02/06/2026 22:05:00.123", "5120.000000", "16384", "1.5"],
        ]))
    let instant = try #require(Timestamp(parsing: "2026-02-06T21:05:00.123Z")).milliseconds
    #expect(
      file.rows.last
        == ReadRow(
          "SRV-A", instant,
          [
            .used: 11 << 30, .configured: 16 << 30, .guestTotal: 16 << 30,
            .majorFaultsPerSecond: 1500,
          ]))
    #expect(file.rows.first?.values[.used] == nil, "a blank is no value")
  }

  @Test("a given size stands for the total, and a given zone for the file's")
  func given() throws {
    var options = ReaderOptions()
    options.configured = .gibibytes(16)
    options.timeZone = try #require(LocalZone(named: "UTC"))
    let file = try read(
      perfmon([available], [["02/06/2026 22:00:00.000", "4096"]]), options: options)
    let instant = try #require(Timestamp(parsing: "2026-02-06T22:00:00Z")).milliseconds
    #expect(
      file.rows == [
        ReadRow("SRV-A", instant, [.used: 12 << 30, .configured: 16 << 30])
      ])
  }

  @Test("without a total the commit charge is a proxy that is told, and nothing at all is refused")
  func proxies() throws {
    let text = perfmon(
      [available, committed], [["02/06/2026 22:00:00.000", "4096", "9876543210.000000"]])
    let file = try read(text)
    #expect(file.rows.map(\.values) == [[.used: 9_876_543_210]])
    #expect(file.report.notes.first?.contains("commit charge") == true)
    let alone = failure(perfmon([available], [["02/06/2026 22:00:00.000", "4096"]]))
    #expect(alone?.description.contains("--configured 16GiB") == true)
    #expect(failure(perfmon(["\\\\A\\Processor(_Total)\\% Processor Time"], [])) != nil)
  }

  @Test("VMs of Hyper-V are entities of their own")
  func hyperV() throws {
    func counter(_ vm: String, _ name: String) -> String {
      "\\\\HV1\\Hyper-V Dynamic Memory VM(\(vm))\\\(name)"
    }
    let file = try read(
      perfmon(
        [
          counter("web (old)", "Physical Memory"), counter("web (old)", "Current Pressure"),
          counter("db", "Physical Memory"), counter("db", "Guest Visible Physical Memory"),
          counter("db", "Guest Available Memory"),
        ], [["02/06/2026 22:00:00.000", "4096", "75", "8192", "8192", "2048"]]))
    #expect(file.rows.map(\.entity) == ["web (old)", "db"])
    #expect(file.rows[0].values == [.assigned: 4 << 30, .used: 3 << 30])
    #expect(
      file.rows[1].values == [
        .assigned: 8 << 30, .guestTotal: 8 << 30, .used: 6 << 30,
      ])
  }

  @Test("semicolons, decimal commas and German counters are read")
  func german() throws {
    var options = ReaderOptions()
    options.configured = .gibibytes(8)
    let file = try read(
      perfmon(
        ["\\\\SRV\\Arbeitsspeicher\\Verfügbare MB"], [["02/06/2026 22:00:00.000", "4096,5"]],
        separator: ";"), options: options)
    #expect(file.rows.first?.values[.used] == 4095 << 20 + 1 << 19)
    #expect(file.report.separators == [";"])
  }

  @Test("a header inside the file begins another part")
  func headersInside() throws {
    let first = perfmon([available, total], [["02/06/2026 22:00:00.000", "1024", "2048"]])
    let second = perfmon([total, available], [["02/06/2026 22:05:00.000", "2048", "512"]])
    let file = try read(first + first + second)
    let used: [Int64] = file.rows.compactMap { row in row.values[.used].map { $0 >> 20 } }
    #expect(used == [1024, 1024, 1536])
    #expect((file.report.repeatedHeaders, file.report.changedHeaders) == (1, 1))
  }

  @Test("damage is refused with its place, and costs its field under skip")
  func damage() throws {
    let text = perfmon(
      [available, total],
      [["02/06/2026 22:00:00.000", "x1", "2048"], ["02/06/2026 22:05:00.000", "1024", "2048"]])
    guard case .field("f.csv", 2, 27, _, .notANumber("x1")) = failure(text) else {
      Issue.record("\(String(describing: failure(text)))")
      return
    }
    let file = try read(text, options: ReaderOptions(onError: .skip))
    #expect(file.report.skippedFields == [available: 1])
    let short = perfmon([available, total], [["02/06/2026 22:00:00.000", "1024"]])
    guard case .fieldCount(_, 2, _, 3, 2) = failure(short) else {
      Issue.record("\(String(describing: failure(short)))")
      return
    }
    #expect(
      failure(perfmon([available, total], [["2026-02-06 22:00", "1", "2"]]))?.description.contains(
        "02/06/2026 22:00:00.123") == true)
  }

  @Test("of thousands of columns of esxtop only those of VMs' memory are read")
  func esxtop() throws {
    func counter(_ group: String, _ name: String) -> String {
      "\\\\esx1.corp\\Group Memory(\(group))\\\(name)"
    }
    var counters = (0..<60_000).map { "\\\\esx1.corp\\Group Cpu(\($0):g\($0))\\% Used" }
    counters += [
      counter("1:host", "Touched MBytes"), counter("7:vpxa.1234", "Touched MBytes"),
      counter("9:web-1", "Memory Size MBytes"), counter("9:web-1", "Touched MBytes"),
      counter("9:web-1", "Memctl MBytes"), counter("9:web-1", "Swapped MBytes"),
      counter("10:web-1", "Memory Size MBytes"), counter("10:web-1", "Touched MBytes"),
      counter("11:off", "Memory Size MBytes"), counter("11:off", "Touched MBytes"),
    ]
    let numbers =
      [String](repeating: "0.00", count: 60_000) + [
        "5", "6", "4096", "512.25", "1", "2", "8192", "100", "0", "0",
      ]
    let text = perfmon(counters, [["02/06/2026 22:00:00"] + numbers])
      .replacing("(W. Europe Standard Time)(-60)", with: "(UTC)(0)")
    let file = try read(text)
    #expect(file.report.format == "esxtop")
    let instant = try #require(Timestamp(parsing: "2026-02-06T22:00:00Z")).milliseconds
    #expect(
      file.rows == [
        ReadRow(
          "web-1 (esx1.corp/9)", instant,
          [
            .used: 537_133_056, .active: 537_133_056, .configured: 4 << 30,
            .balloon: 1 << 20, .swapped: 2 << 20,
          ]),
        ReadRow(
          "web-1 (esx1.corp/10)", instant,
          [
            .used: 100 << 20, .active: 100 << 20, .configured: 8 << 30,
          ]),
      ])
    #expect(file.report.notes.count == 1, "two VMs of one name are told")
    let none = perfmon([counter("9:web-1", "Memory Size MBytes")], [])
    #expect(failure(none)?.description.contains("Touched MBytes") == true)
  }
}
