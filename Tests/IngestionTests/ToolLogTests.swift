import CapacityModel
import HeadroomBasics
import Ingestion
import TestSupport
import Testing

/// Logs of Linux, libvirt and Kubernetes: as vmstat, free and the kernel wrote them here, as libvirt 9.0 did, and in the
/// shape that kubectl prints.
@Suite struct ToolLogTests {
  private func options(_ change: (inout ReaderOptions) -> Void) -> ReaderOptions {
    var options = ReaderOptions()
    change(&options)
    return options
  }

  private func reason(
    _ text: String, _ format: String = "auto", options: ReaderOptions = ReaderOptions()
  ) -> String {
    failure(text, format: format, name: "host.log", options: options).map { "\($0)" } ?? "accepted"
  }

  // MARK: Linux

  @Test("copies of /proc/meminfo give demand as total less available")
  func meminfo() throws {
    let file = try readFixture("meminfo-log.txt")
    #expect(file.report.format == "meminfo")
    #expect(file.rows.count == 3)
    for row in file.rows {
      #expect(row.entity == "meminfo-log")
      let (total, used) = (row.values[.guestTotal] ?? 0, row.values[.used] ?? 0)
      #expect(used > 1 << 29 && used < total / 2)
    }
    let gaps = zip(file.rows, file.rows.dropFirst()).map { $1.instant - $0.instant }
    #expect(gaps.allSatisfy { (1000...10_000).contains($0) })
  }

  @Test("meminfo without a time, and without MemAvailable, is refused with the remedy")
  func meminfoRefusals() throws {
    let copy = "MemTotal: 8 kB\nMemAvailable: 4 kB\n"
    #expect(reason(copy).contains("no time stands above this block; write one before each"))
    #expect(reason(copy).contains("cat /proc/meminfo"))
    #expect(reason("1769990400\nMemTotal: 8 kB\n").contains("there is no MemAvailable"))
    #expect(reason("1769990400\nMemTotal: 8 kB\nmem\n").contains("none of /proc/meminfo"))
    let stdin = failure("1769990400\n\(copy)", name: "<stdin>")
    #expect(stdin == .namelessEntity(path: "<stdin>", format: "meminfo"))
  }

  @Test("what is swapped, compressed and ballooned is read beside demand")
  func meminfoMore() throws {
    let text =
      "1769990400\nMemTotal: 8 kB\nMemAvailable: 3 kB\nSwapTotal: 9 kB\nSwapFree: 5 kB\n"
      + "Zswapped: 2 kB\nBalloon: 1 kB\nMemTotal: 8 kB\nMemAvailable: 2 kB\n"
    let rows = try read(text, name: "/x/host.log").rows
    #expect(
      rows.first?.values == [
        .guestTotal: 8192, .used: 5120, .swapped: 4096, .compressed: 2048, .balloon: 1024,
      ])
    #expect(rows.map(\.instant) == [1_769_990_400_000, 1_769_990_400_000])
    #expect(rows.map(\.entity) == ["host", "host"])
  }

  @Test("free -b gives demand; numbers in another unit and rounded ones are refused")
  func free() throws {
    let file = try readFixture("free-log.txt")
    #expect(file.report.format == "free")
    #expect(
      file.rows.first
        == ReadRow(
          "free-log", 1_795_888_690_000,
          [.guestTotal: 25_276_510_208, .used: 25_276_510_208 - 23_303_675_904, .swapped: 0]))
    #expect(file.rows.count == 3)
    let header = "1769990400\n total used free shared buff/cache available\n"
    #expect(reason(header + "Mem: 24684093 1 1 1 1 1\n").contains("run free -b"))
    #expect(reason(header + "Mem: 23Gi 1Gi 1Gi 1Gi 1Gi 1Gi\n").contains("rounded for people"))
    #expect(reason(header + "Mem: 33554432 1\n").contains("no number under 'available'"))
    #expect(reason(header + "hello\n").contains("none of free"))
    #expect(
      reason(String(header.dropFirst(11)) + "Mem: 33554432 1 1 1 1 1\n").contains(
        "date -u +%FT%TZ; free -b"))
  }

  @Test("lines that ts stamped have their times")
  func stamped() throws {
    let text =
      "2026-11-01T00:00:00Z                total used free shared buff/cache available\n"
      + "2026-11-01T00:00:00Z Mem: 33554432 1 1 1 1 16777216\n2026-11-01T00:00:00Z Swap: 0 0 0\n"
      + "2026-11-01T00:01:00Z                total used free shared buff/cache available\n"
      + "2026-11-01T00:01:00Z Mem: 33554432 1 1 1 1 8388608\n"
    let file = try read(text, name: "host.log")
    #expect(file.rows.map { $0.values[.used] } == [16_777_216, 25_165_824])
    #expect(file.rows[1].instant - file.rows[0].instant == 60_000)
  }

  @Test("vmstat -t needs the size, and tells a proxy")
  func vmstat() throws {
    let refusal = try #require(try fixtureFailure("vmstat-t-w.txt"))
    #expect(refusal.contains("--configured SIZE"))
    let file = try readFixture(
      "vmstat-t-w.txt", options: options { $0.configured = .gibibytes(24) })
    #expect(file.report.format == "vmstat")
    #expect(file.rows.count == 4)
    let idle: Int64 = (18_416_896 + 57_876 + 4_613_852) * 1024
    #expect(
      file.rows.first
        == ReadRow(
          "vmstat-t-w", 1_795_888_690_000,
          [.configured: 24 << 30, .used: 24 << 30 - idle, .swapped: 0]))
  }

  @Test("vmstat in MiB, over the size, without times, and in a zone that is not named is refused")
  func vmstatRefusals() throws {
    let sized = options { $0.configured = .gibibytes(24) }
    let mebibytes = try #require(try fixtureFailure("vmstat-mib.txt", options: sized))
    #expect(mebibytes.contains("run vmstat without -S"))
    let small = options { $0.configured = .gibibytes(1) }
    let over = try #require(try fixtureFailure("vmstat-t-w.txt", options: small))
    #expect(over.contains("more memory is free, buffered and cached"))
    let header = " r  b swpd free buff cache\n"
    #expect(reason(header + "1 1 1 1 1 1\n", "vmstat", options: sized).contains("run vmstat -t"))
    let local = " r  b swpd free buff cache CET\n1 1 1 1000000 1 1 2026-11-28 06:54:19\n"
    #expect(reason(local, "vmstat", options: sized).contains("has no zone"))
    var zoned = sized
    zoned.timeZone = LocalZone(named: "Europe/Berlin")
    let file = try read(local, format: "vmstat", name: "host.log", options: zoned)
    #expect(file.rows.first?.instant == 1_795_845_259_000)
  }

  @Test("sadf -j -- -r ALL gives the exact total, and one without slab an interval")
  func sysstat() throws {
    let file = try readFixture("sadf-rall.json")
    #expect(file.report.format == "sysstat-json")
    let total: Int64 = 24_683_652 * 1024
    #expect(file.rows.count > 5)
    #expect(file.rows.allSatisfy { $0.values[.guestTotal] == total && $0.entity == "vm" })
    #expect(file.rows.first?.values[.used] == total - 23_798_164 * 1024)
    let row = #""memory": {"memfree": 600, "avail": 700, "memused": 100, "memused-percent": 10.00}"#
    let local =
      #"{"sysstat": {"hosts": [{"nodename": "a", "statistics": [{"timestamp": {"date": "2026-11-28", "time": "06:54:24"}, \#(row)}]}]}}"#
    #expect(reason(local).contains("has no zone"))
    let rows = try read(local, options: options { $0.timeZone = LocalZone(named: "UTC") }).rows
    #expect(rows.first?.values == [.guestTotal: 1000 * 1024, .used: 300 * 1024])
  }

  // MARK: libvirt

  @Test(
    "domstats gives demand, what is assigned and what is configured; old numbers of the guest are left out"
  )
  func domstats() throws {
    let file = try readFixture("domstats-balloon.log")
    #expect(file.report.format == "libvirt")
    #expect(file.rows.count == 5)
    #expect(
      file.rows.first
        == ReadRow(
          "probe1", 1_795_852_640_000,
          [
            .assigned: 1 << 30, .configured: 3 << 29, .guestTotal: 929_308 * 1024,
            .used: (929_308 - 825_292) * 1024,
          ]))
    #expect(file.rows.last?.values == [.assigned: 5 << 28, .configured: 3 << 29])
    #expect(file.report.notes.contains { $0.contains("more than 5 minutes old") })
  }

  @Test("dommemstat is of the domain that the file is named after")
  func dommemstat() throws {
    let file = try readFixture("dommemstat.log")
    #expect(file.rows.count == 4)
    #expect(file.rows.allSatisfy { $0.entity == "dommemstat" && $0.values[.used] != nil })
    #expect(file.rows.first?.values[.assigned] == 1 << 30)
  }

  @Test(
    "without usable memory, what is unused stands in, and that is told; without a time it is refused"
  )
  func libvirtRest() throws {
    let text =
      "1769990400\nDomain: 'a b'\n  balloon.current=8\n  balloon.available=8\n  balloon.unused=3\n"
    let file = try read(text)
    #expect(file.rows.map(\.entity) == ["a b"])
    #expect(file.rows.first?.values[.used] == 5120)
    #expect(file.report.notes.contains { $0.contains("a proxy for demand") })
    #expect(reason(String(text.dropFirst(11))).contains("virsh domstats --balloon; done"))
    let off = try read("1769990400\nDomain: 'a'\n\nDomain: 'b'\n  balloon.current=8\n")
    #expect(off.rows.count == 1)
    #expect(off.report.notes.contains { $0.contains("1 blocks have no numbers") })
  }

  // MARK: Kubernetes

  @Test("a log of kubectl top in mixed units is read")
  func kubectlTop() throws {
    let file = try readFixture("kubectl-top.log")
    #expect(file.report.format == "kubectl-top")
    #expect(
      file.rows.prefix(3).map(\.entity) == [
        "shop/api-5648c9d8df-nx9nd", "shop/db-0", "shop/cache-0",
      ])
    #expect(file.rows.prefix(3).map { $0.values[.used] } == [614 << 20, 11 << 30, 54_170 << 10])
    #expect(file.rows[0].instant == 1_793_491_200_000)
  }

  @Test("containers and nodes are named by their columns; a log without times or header is refused")
  func kubectlTopShapes() throws {
    let containers = "1769990400\nPOD NAME CPU(cores) MEMORY(bytes)\nweb-1 web 1m 5Ki\n"
    #expect(try read(containers).rows == [ReadRow("web-1/web", 1_769_990_400_000, [.used: 5120])])
    let nodes = "1769990400\nNAME CPU(cores) CPU% MEMORY(bytes) MEMORY%\nn1 1m 1% 1500M 7%\n"
    #expect(try read(nodes).rows == [ReadRow("n1", 1_769_990_400_000, [.used: 1_500_000_000])])
    #expect(reason(String(containers.dropFirst(11))).contains("kubectl top pod -A --containers"))
    #expect(reason("1769990400\nweb 1m 5Ki\n", "kubectl-top").contains("without --no-headers"))
    let template = options { $0.entityTemplate = EntityTemplate("{container}@{pod}") }
    #expect(try read(containers, options: template).rows.map(\.entity) == ["web@web-1"])
  }

  @Test(
    "quantities are read with all their units",
    arguments: [
      ("5", 5), ("5Ki", 5120), ("1.5Gi", 3 << 29), ("5k", 5000), ("2M", 2_000_000), ("1500m", 2),
      ("2e3", 2000), ("1E3", 1000), ("1Ti", 1 << 40), ("2Qi", nil), ("Ki", nil), ("-5Ki", nil),
      ("1e", nil), ("8Ei", nil), ("1Ki5", nil), ("0x5", nil),
    ] as [(String, Int64?)])
  func quantities(text: String, bytes: Int64?) {
    let log = "1769990400\nPOD NAME CPU(cores) MEMORY(bytes)\nweb-1 web 1m \(text)\n"
    let rows = try? read(log).rows
    #expect(rows?.first?.values[.used] == bytes)
  }

  @Test("lists of metrics-server name containers and nodes, and carry their own times")
  func podMetrics() throws {
    let options = ReaderOptions(onError: .skip)
    let file = try read(try #require(ToolExamples.texts["pod-metrics"]), options: options)
    #expect(
      file.rows == [
        ReadRow("shop/web-1/web", 1_793_491_210_000, [.used: 614 << 20]),
        ReadRow("node-1", 1_793_491_210_000, [.used: 128_974_848]),
      ])
    #expect(file.report.rejectedRows == 1)
  }

  // MARK: Times

  @Test(
    "times are read as date, date -R and ISO 8601 write them",
    arguments: [
      "2026-11-28T17:58:10Z", "2026-11-28 17:58:10 UTC", "2026-11-28T18:58:10+0100",
      "2026-11-28 18:58:10 +01:00", "1795888690", "Sat Nov 28 17:58:10 UTC 2026",
      "Sat Nov 28 05:58:10 PM UTC 2026", "Sat, 28 Nov 2026 18:58:10 +0100",
      "Sat 28 Nov 17:58:10 GMT 2026", "Sat Nov 28 18:58:10 CET 2026",
    ])
  func times(text: String) throws {
    let berlin = options { $0.timeZone = LocalZone(named: "Europe/Berlin") }
    let file = try read(
      "\(text)\nMemTotal: 8 kB\nMemAvailable: 4 kB\n", name: "host.log", options: berlin)
    #expect(file.rows.map(\.instant) == [1_795_888_690_000])
  }

  @Test("a time that is not believed costs its block, and no other")
  func faultyTime() throws {
    let text =
      "1769990400\nMemTotal: 8 kB\nMemAvailable: 4 kB\n2037-12-31T00:00:00Z\nMemTotal: 8 kB\nMemAvailable: 3 kB\n"
      + "1769990460\nMemTotal: 8 kB\nMemAvailable: 2 kB\n"
    var bounded = ReaderOptions(onError: .skip)
    bounded.latest = Timestamp(seconds: 1_800_000_000)
    let file = try read(text, name: "host.log", options: bounded)
    #expect(file.rows.map { $0.values[.used] } == [4096, 6144])
    #expect(file.rejected.map(\.line) == [5])
    bounded.onError = .stop
    #expect(reason(text, options: bounded).contains("host.log:4:1: time: "))
  }

  // MARK: Statistics

  @Test("formats say whether their samples are averages or maxima")
  func statistics() throws {
    func statistic(_ name: String, _ change: (String) -> String = { $0 }) throws
      -> EntitySampling.Statistic
    {
      var options = ReaderOptions()
      options.configured = .gibibytes(1)
      let text = change(try #require(ToolExamples.texts[name]))
      return try SampleReaders.open(
        source: ByteSource(name: "f", bytes: Array(text.utf8)), options: options
      ).statistic
    }
    #expect(try statistic("prometheus-json") == .last)
    #expect(try statistic("cloudwatch") == .average)
    #expect(try statistic("cloudwatch") { $0.replacing("Average", with: "Maximum") } == .max)
    #expect(try statistic("azure-monitor") == .max)
    #expect(
      try statistic("azure-monitor") { $0.replacing("4294967295.0", with: "null") } == .average)
    #expect(try statistic("govc") == .average)
    #expect(try statistic("govc") { $0.replacing(".average", with: ".maximum") } == .max)
    #expect(try statistic("hyperv-json") == .last)
    #expect(
      try statistic("hyperv-json") { $0.replacing("MemoryDemand", with: "AvgRAM") } == .average)
  }
}
