import CapacityModel
import HeadroomBasics
import Ingestion
import TestSupport
import Testing

/// `sadf -d`, on files that sysstat 12.6.1 wrote and on the shapes of older versions.
@Suite struct SysstatReaderTests {
  /// `kbttlmem` of the machine that wrote the fixtures, bytes.
  private static let total: Int64 = 24_683_652 * 1024

  private func fixture(_ name: String) throws -> ReadFile {
    let path = "\(PackageRoot.path)/Tests/IngestionTests/Fixtures/\(name)"
    let reader = try SampleReaders.open(path: path)
    var rows: [ReadRow] = []
    while let batch = try reader.nextBatch() { rows += flattened(batch) }
    return ReadFile(rows: rows, report: reader.report)
  }

  @Test("the total follows from the percentages within two thousandths, and demand from kbavail")
  func restart() throws {
    let file = try fixture("sadf-restart.txt")
    #expect(file.report.format == "sysstat")
    #expect((file.report.restarts, file.report.repeatedHeaders) == (1, 1))
    #expect(file.rows.count == 14)
    let first = try #require(file.rows.first)
    #expect(first.entity == "vm")
    #expect(Timestamp(milliseconds: first.instant).description == "2026-11-28T06:54:24Z")
    for row in file.rows {
      let total = try #require(row.values[.guestTotal])
      #expect(abs(total - Self.total) < Self.total / 500)
      // kbmemused of these rows is about 0.5 GiB; demand holds slab and shared memory as well.
      let used = try #require(row.values[.used])
      #expect(used > 640 << 20 && used < 1100 << 20)
    }
    #expect(Set(file.rows.map { $0.values[.guestTotal] }).count == 1, "one machine, one total")
  }

  @Test("with -r ALL the total is exact, to the kibibyte")
  func all() throws {
    let file = try fixture("sadf-all.txt")
    #expect(file.rows.allSatisfy { $0.values[.guestTotal] == Self.total })
    #expect(file.rows.first?.values[.used] == Self.total - 23_798_164 * 1024)
  }

  @Test("several tables in one file give their metrics, at epoch seconds too")
  func tables() throws {
    let file = try fixture("sadf-tables.txt")
    #expect(file.report.changedHeaders == 2)
    #expect(file.rows.contains { $0.values[.swapped] == 0 })
    #expect(file.rows.contains { $0.values[.majorFaultsPerSecond] == 0 })
    #expect(file.rows.contains { $0.values[.used] != nil })
    #expect(file.report.entities == 1)
  }

  private let header =
    "# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached\n"

  @Test("before sysstat 12 kbmemused includes caches, and the total is exact")
  func older() throws {
    let file = try read(
      header + "h;600;2026-02-06 23:10:01 UTC;681924;1100120;1167288;63.12;1036;567416\n")
    #expect(
      file.rows.map(\.values) == [
        [.guestTotal: 1_893_593_088, .used: 767_070_208]
      ])
  }

  @Test("without kbavail used is a proxy, and the report says so")
  func oldest() throws {
    let file = try read(
      "# hostname;interval;timestamp;kbmemfree;kbmemused;%memused;kbbuffers;kbcached\n"
        + "h;600;2013-02-06 23:10:01 UTC;681924;1167288;63.12;1036;567416\n")
    #expect(
      file.rows.map(\.values) == [
        [.guestTotal: 1_893_593_088, .used: 613_208_064]
      ])
    #expect(file.report.notes.first?.contains("no kbavail") == true)
  }

  @Test("a configured size that is given is the total")
  func configured() throws {
    var options = ReaderOptions()
    options.configured = .gibibytes(2)
    let file = try read(
      header + "h;600;2026-02-06 23:10:01 UTC;681924;1048576;1167288;63.12;1036;567416\n",
      options: options)
    #expect(
      file.rows.map(\.values) == [
        [.configured: 2 << 30, .guestTotal: 2 << 30, .used: 1 << 30]
      ])
  }

  @Test("memory that is added begins another stretch")
  func hotplug() throws {
    func row(_ minute: Int, _ used: Int, _ percent: String) -> String {
      "h;60;2026-02-06 23:1\(minute):01 UTC;100;1000;\(used);\(percent);1;1\n"
    }
    let file = try read(
      header + row(0, 500_000, "50.00") + row(1, 500_010, "50.00") + row(2, 500_000, "25.00"))
    let totals = file.rows.compactMap { $0.values[.guestTotal].map { Double($0) / 1024 } }
    #expect(totals.count == 3)
    #expect(totals[0] == totals[1])
    #expect(abs(totals[0] - 1_000_000) < 150)
    #expect(abs(totals[2] - 2_000_000) < 500)
  }

  @Test("damage is refused with its place, and costs its row under skip")
  func damage() throws {
    let good = "h;600;2026-02-06 23:10:01 UTC;681924;1100120;1167288;63.12;1036;567416\n"
    let bad = "h;600;2026-02-06 23:20:01 UTC;681924;1100120;x;63.12;1036;567416\n"
    guard case .field("f.csv", 3, 46, "kbmemused", .notANumber("x")) = failure(header + good + bad)
    else {
      Issue.record("\(String(describing: failure(header + good + bad)))")
      return
    }
    let file = try read(header + good + bad + "h;1\n", options: ReaderOptions(onError: .skip))
    #expect((file.rows.count, file.report.rejectedRows) == (1, 2))
    #expect(failure("h;600;2026-02-06 23:10:01 UTC;1\n", format: "sysstat") != nil, "no header")
    #expect(failure(header + good.replacing(" UTC", with: "")) != nil, "local time without a zone")
  }
}
