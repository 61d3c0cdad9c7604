import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// Logs as they lie about: with errors of the collector in them, cut while they were written, in the wrong unit.
@Suite struct CollectorDamageTests {
  private static let kubectl =
    "2026-11-01T00:00:00Z\nNAMESPACE   POD     NAME   CPU(cores)   MEMORY(bytes)\n"
    + "shop        web-1   web    12m          614Mi\n"

  private static let free =
    "2026-11-01T00:00:00Z\n"
    + "               total        used        free      shared  buff/cache   available\n"
    + "Mem:     25276510208  1972834304 18858901504     9068544  4784254976 23303675904\n"
    + "Swap:   8192  4096   4096\n"

  private static let vmstat =
    "procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu----- -----timestamp-----\n"
    + " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st                 UTC\n"
    + " 4  0      8 20105268  26300 4015476    0    0   998  1828  213  253 39  3 58  0  0 2026-11-28 06:54:19\n"

  private static let sysstat =
    "# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached\n"
    + "h;600;2026-02-06 23:10:01 UTC;681924;1100120;1167288;63.12;1036;567416\n"

  private func options(_ size: ByteCount? = .gibibytes(32)) -> ReaderOptions {
    var options = ReaderOptions()
    options.configured = size
    return options
  }

  @Test(
    "what a collector says on failing is a rejected line of its own; the rest of the log is read",
    arguments: [
      ("kubectl-top", "error: Metrics not available for pod default/web-1, age: 1m"),
      ("kubectl-top", "Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout"),
      (
        "kubectl-top",
        "E0101 12:00:00.000000   12345 memcache.go:265] couldn't get current server API group list"
      ),
      ("kubectl-top", "command terminated with exit code 137"),
      ("kubectl-top", "2026-11-01T00:01:00Z error: metrics not available yet"),
      ("free", "bash: free: command not found"),
      ("vmstat", "ssh: connect to host web-1 port 22: Connection refused"),
      ("sysstat", "Cannot open /var/log/sysstat/sa06: No such file or directory"),
    ])
  func errors(format: String, line: String) throws {
    let texts = [
      "kubectl-top": Self.kubectl, "free": Self.free, "vmstat": Self.vmstat,
      "sysstat": Self.sysstat,
    ]
    let text = try #require(texts[format])
    for broken in [text + line + "\n", line + "\n" + text] {
      let file = try read(broken, name: "web-1.log", options: options())
      let whole = try read(text, name: "web-1.log", options: options())
      #expect(file.rows == whole.rows && !file.rows.isEmpty)
      #expect(file.report.rejectedRows == 1 && file.rejected.count == 1)
      #expect(file.rejected[0].reason.contains("the collector wrote an error in place of a sample"))
      #expect(file.report.notes.contains { $0.contains("1 line holds no sample") })
    }
  }

  @Test("a log of nothing but errors is refused with the first of them")
  func onlyErrors() throws {
    let header = "2026-11-01T00:00:00Z\nNAMESPACE   POD     NAME   CPU(cores)   MEMORY(bytes)\n"
    let error = try #require(
      failure(header + "error: metrics not available yet\nerror: metrics not available yet\n"))
    #expect(
      "\(error)".contains("not one of 2 rows") && "\(error)".contains("metrics not available"))
  }

  @Test("a last line that is cut in the middle is no sample, whatever can be read of it")
  func cut() throws {
    let logs = [
      (Self.kubectl, "shop        web-2   web    12m          614M"),
      (Self.kubectl, "shop        web-2   web    12m          61"),
      (Self.kubectl, "shop        web-2   we"),
      (
        Self.free,
        "               total        used        free      shared  buff/cache   available\nMem:     25276510208  1972834304 18858901504     9068544  4784254976 23303675"
      ),
      (
        Self.vmstat,
        " 4  0      8 20105268  26300 4015476    0    0   998  1828  213  253 39  3 58  0  0 2026-11-28 06:54:2"
      ),
      (Self.vmstat, " 4  0      8 20105268  26300 40"),
      (Self.sysstat, "h;600;2026-02-06 23:20:01 UTC;681924;1100120;1167288;63.12;1036;5674"),
      (Self.sysstat, "h;600;2026-02-06 23:2"),
    ]
    for (text, tail) in logs {
      let file = try read(text + tail, name: "web-1.log", options: options())
      let whole = try read(text, name: "web-1.log", options: options())
      #expect(file.rows == whole.rows && !file.rows.isEmpty, "\(tail)")
      #expect(file.rejected.count == 1, "\(tail)")
      #expect(file.rejected.last?.reason.contains("ends in the middle of this line") == true)
    }
    // A unit shows that the number is whole.
    let whole = try read(String(Self.kubectl.dropLast()))
    #expect(whole.rows.count == 1 && whole.rejected.isEmpty)
  }

  @Test("every cut of a log gives the rows of its whole lines and none that was cut")
  func everyCut() throws {
    for text in [Self.kubectl, Self.free, Self.vmstat, Self.sysstat] {
      let twice = text + text.replacing("06:54:19", with: "06:55:19")
      let known = Set(try read(twice, name: "web-1.log", options: options()).rows.map(\.values))
      for end in stride(from: text.utf8.count, through: twice.utf8.count, by: 1) {
        let part = String(decoding: Array(twice.utf8)[..<end], as: UTF8.self)
        let file = try? read(part, name: "web-1.log", options: options())
        for row in file?.rows ?? [] {
          // Of a block that is cut behind its memory, swap alone is missing.
          let isKnown = known.contains { all in row.values.allSatisfy { all[$0.key] == $0.value } }
          #expect(isKnown, "\(part.suffix(40)): \(row)")
        }
      }
    }
  }

  @Test("a table whose last row is cut is refused, and one whose last number may be is told")
  func cutTable() throws {
    let text = "entity,timestamp,configured_mib,used_mib\na,1767225600,4096,1000\n"
    let error = try #require(failure(text + "a,1767229200,40"))
    #expect("\(error)".contains("the file ends in the middle of this line"))
    let file = try read(text + "a,1767229200,4096,10")
    #expect(file.rows.count == 2)
    #expect(file.report.notes.contains { $0.contains("its last number may be cut: line 3") })
    #expect(try read(text).report.notes.isEmpty)
  }

  @Test(
    "a size that is less than what is available is told with its numbers, and refused where it leaves nothing"
  )
  func shortTotal() throws {
    let rows = (0..<4).map {
      "h;600;2026-02-06 23:\($0)0:01 UTC;681924;\($0 == 0 ? 9_000_000 : 1_100_120);1167288;63.12;1036;567416\n"
    }.joined()
    let header = Self.sysstat.split(separator: "\n")[0] + "\n"
    let file = try read(header + rows, name: "a.csv", options: options(.gibibytes(4)))
    let note = try #require(file.report.notes.first { $0.contains("--configured 4GiB") })
    #expect(
      note.hasPrefix("1 of 4 instants have more memory available (up to 8.58 GiB)"), "\(note)")
    #expect(file.rows.count { $0.values[.used] != nil } == 3)
    let logs = [(header + rows, "a.csv"), (Self.free, "web-1.log")]
    for (text, name) in logs {
      // free prints its total itself.
      let error = failure(text, name: name, options: options(.mebibytes(512)))
      if name == "web-1.log" {
        #expect(error == nil)
      } else {
        #expect("\(try #require(error))".contains("give the size that the machine has"))
      }
    }
    let json =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"node_memory_MemAvailable_bytes\",\"instance\":\"a\"},\"values\":[[1769990400,\"8589934592\"],[1769990460,\"8589934592\"]]}]}}"
    let error = try #require(failure(json, options: options(.gibibytes(4))))
    #expect("\(error)".contains("2 of 2 instants have more memory available (up to 8 GiB)"))
  }

  @Test("two machines of one name in one file give both values, so that the store knows of it")
  func twoInOne() throws {
    func series(_ job: String, _ value: Int) -> String {
      "{\"metric\":{\"__name__\":\"container_memory_working_set_bytes\",\"namespace\":\"s\",\"pod\":\"p\",\"container\":\"c\",\"cluster\":\"\(job)\"},\"values\":[[1769990400,\"\(value)\"],[1769990460,\"\(value)\"]]}"
    }
    let json =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[\(series("a", 1 << 30)),\(series("b", 3 << 30))]}}"
    let file = try read(json)
    #expect(
      file.rows.map { $0.values[.used] ?? 0 }.sorted() == [1 << 30, 1 << 30, 3 << 30, 3 << 30])
    #expect(file.report.notes.contains { $0.hasPrefix("2 instants have values that differ") })
    let equal =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[\(series("a", 5 << 20)),\(series("b", 5 << 20))]}}"
    #expect(try read(equal).rows.count == 2)
  }

  @Test("a scrape without a sample of memory is refused with what it has")
  func emptyScrape() throws {
    for (text, what) in [
      ("# TYPE node_memory_MemTotal_bytes gauge\n# EOF\n", "has comments and no sample"),
      ("# TYPE up gauge\nup{job=\"a\"} 1 1769990400000\n", "none of its 1 sample is of memory"),
    ] {
      let file = try read(text)
      #expect(file.rows.isEmpty)
      #expect(file.report.notes.contains { $0.contains(what) }, "\(file.report.notes)")
    }
  }

  @Test("free in another language or unit, and what sar prints, are named")
  func foreign() throws {
    let german =
      "Sa 28. Nov 17:58:10 CET 2026\n              gesamt       benutzt     frei      gemns.  Puffer/Cache verfügbar\n"
      + "Speicher:     25276510208  1972834304 18858901504     9068544  4784254976 23303675904\nSwap:   8192  4096   4096\n"
    #expect("\(try #require(failure(german, name: "a.log")))".contains("run LC_ALL=C free -b"))
    for (total, unit) in [
      ("12288", "MiB, as of free -m"), ("8388608", "KiB, as of free without -b"),
    ] {
      let text = Self.free.replacing("25276510208", with: total).replacing(
        "23303675904", with: "4096")
      #expect("\(try #require(failure(text, name: "a.log")))".contains(unit))
    }
    let sar =
      "Linux 6.1.0 (web-1) \t02/06/26 \t_x86_64_\t(4 CPU)\n\n12:00:01 AM kbmemfree   kbavail kbmemused\n"
    #expect("\(try #require(failure(sar)))".contains("sadf -d FILE -- -r"))
  }

  @Test("a share or per cent that is read as an amount is no demand of anything")
  func shares() throws {
    for most in [0.95, 90] {
      let rows = (0..<48).map { "web,\(1_767_225_600 + 3600 * $0),\(most - Double($0) / 100)\n" }
      let error = try #require(failure("entity,timestamp,used_bytes\n" + rows.joined()))
      #expect("\(error)".contains("like a share (0 to 1) or per cent (0 to 100)"), "\(error)")
    }
    // Per cent as MiB of machines with sizes.
    let sized = ["a", "b"].map { name in
      (0..<48).map { "\(name),\(1_767_225_600 + 3600 * $0),4096,\(50 + $0)\n" }.joined()
    }.joined()
    let error = try #require(failure("entity,timestamp,configured_mib,used_mib\n" + sized))
    #expect("\(error)".contains("per cent that were read as MiB"), "\(error)")
    let small = (0..<48).map { "pod,\(1_767_225_600 + 3600 * $0),3\n" }.joined()
    #expect(failure("entity,timestamp,used_mib\n" + small) == nil)
  }
}
