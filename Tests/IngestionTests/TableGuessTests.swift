import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// What is proposed for tables that no reader knows.
@Suite struct TableGuessTests {
  private func guess(_ text: String) -> TableGuess? { TableGuess(FileStart(text)) }

  @Test("names, units, separator, decimal mark and times are proposed by header and values")
  func tables() throws {
    let plain = try #require(
      guess("host,ts,mem_used_mb,mem_total_mb\nweb-1,2026-01-01T00:00:00Z,512,2048\n"))
    #expect(
      plain.columns
        == ["entity=host", "timestamp=ts", "used=mem_used_mb:MiB", "configured=mem_total_mb:MiB"])
    #expect(plain.flags.isEmpty && plain.notes.contains { $0.contains("powers of 1,024") })

    let german = try #require(
      guess(
        "Zeit;Rechner;Speicher belegt (GB)\n01.02.2026 12:00;web-1;3,5\n01.02.2026 13:00;web-1;3,6\n"
      ))
    #expect(
      german.columns == ["entity=Rechner", "timestamp=Zeit", "used=Speicher belegt (GB):GiB"])
    let flags = Dictionary(uniqueKeysWithValues: german.flags.map { ($0.name, $0.value) })
    #expect(flags["decimal"] == "," && flags["time-format"] == "%d.%m.%Y %H:%M")
    #expect(flags["time-zone"] == "UTC" && flags["configured"] == "SIZE")

    let numbers = try #require(guess("vm\tclock\tmemory usage\na\t1769990400000\t3000000000\n"))
    #expect(numbers.columns == ["entity=vm", "timestamp=clock", "used=memory usage:B"])
    #expect(numbers.flags.contains { $0.name == "time-format" && $0.value == "%Q" })
    #expect(numbers.notes.contains { $0.contains("guessed from the size of its numbers") })
  }

  @Test(
    "what is no table of memory gets no proposal",
    arguments: [
      "", "hello world\n", "{\"a\":1}\n", "a,b\n1,2\n", "host,time,cpu\na,2026-01-01T00:00:00Z,5\n",
      "host,time,memory\n",
    ])
  func none(text: String) { #expect(guess(text) == nil, "\(text)") }

  @Test("a proposal reads the file that it was made of")
  func reads() throws {
    let text =
      "server;date;memory used MB\nweb-1;01/28/2026 12:00:00;512\nweb-1;01/28/2026 13:00:00;600\n"
    let guess = try #require(self.guess(text))
    var options = ReaderOptions()
    options.columns = try guess.columns.map { try ColumnMapping($0) }
    for flag in guess.flags {
      switch flag.name {
      case "time-format": options.timeFormat = TimeFormat(flag.value)
      case "time-zone": options.timeZone = LocalZone(named: flag.value)
      default: #expect(flag.name == "configured")
      }
    }
    let file = try read(text, options: options)
    #expect(file.rows.map { $0.values[.used] } == [512 << 20, 600 << 20])
  }

  @Test("a foreign column is not to be passed over where it may be one that is needed")
  func advice() throws {
    for name in ["host", "ts", "mem_used", "memory_total"] {
      let error = try #require(failure("entity,timestamp,used_mib,\(name)\na,1,1,1\n"))
      #expect(
        !"\(error)".contains("--ignore-columns") && "\(error)".contains("--columns"), "\(error)")
    }
    let other = try #require(failure("entity,timestamp,used_mib,cpu\na,1,1,1\n"))
    #expect("\(other)".contains("--ignore-columns cpu"))
  }

  @Test(
    "each fault of a mapping has its own sentence",
    arguments: [
      ("used=mem:MB", "'MB' in 'used=mem:MB' has two meanings: write used=mem:MiB"),
      ("used=mem:parsec", "'parsec' in 'used=mem:parsec' is no unit"),
      ("used=mem", "says no unit"), ("used", "names no column"),
      ("usd=mem:MiB", "did you mean 'used'"), ("entity=host:MiB", "gives a unit to what has none"),
    ])
  func mappings(text: String, sentence: String) {
    let error = #expect(throws: MappingFault.self) { _ = try ColumnMapping(text) }
    #expect("\(error!)".contains(sentence), "\(error!)")
  }

  @Test("milliseconds since the epoch have a pattern")
  func milliseconds() throws {
    var options = ReaderOptions()
    options.timeFormat = try #require(TimeFormat("%Q"))
    let file = try read("entity,timestamp,used_mib\na,1769990400123,512\n", options: options)
    #expect(file.rows.map(\.instant) == [1_769_990_400_123])
  }
}
