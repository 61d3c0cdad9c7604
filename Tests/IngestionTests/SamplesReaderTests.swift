import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

@Suite struct SamplesReaderTests {
  private let mib: Int64 = 1 << 20

  @Test("columns may come in any order, each in its own unit")
  func unitsAndOrder() throws {
    let file = try read(
      """
      used_mib,timestamp,configured_gib,entity,swapped_kib,balloon_bytes
      512,1378080000,4,web-1,16,4096

      """)
    #expect(
      file.rows == [
        ReadRow(
          "web-1", 1_378_080_000_000,
          [.used: 512 * mib, .configured: 4096 * mib, .swapped: 16384, .balloon: 4096])
      ])
    #expect(file.report.format == "samples")
  }

  @Test(
    "every metric can be read",
    arguments: MemoryMetric.allCases)
  func everyMetric(metric: MemoryMetric) throws {
    let column = metric.isBytes ? "\(metric.rawValue)_kib" : metric.rawValue
    let file = try read("entity,timestamp,\(column)\na,60,12.5\n")
    let expected: Int64 = metric.isBytes ? 12_800 : 12_500
    #expect(file.rows == [ReadRow("a", 60_000, [metric: expected])])
  }

  @Test(
    "an instant is RFC 3339 in any of its forms, or epoch seconds",
    arguments: [
      ("1378080000", 1_378_080_000_000), ("2013-09-02T00:00:00Z", 1_378_080_000_000),
      ("2013-09-02 02:00:00+02:00", 1_378_080_000_000), ("2013-09-02", 1_378_080_000_000),
      ("2013-09-02T00:00:00.250Z", 1_378_080_000_250), ("\"1378080000\"", 1_378_080_000_000),
      ("1378080000.5", 1_378_080_000_500), (" 1378080000 ", 1_378_080_000_000),
      ("0", 0), ("-60", -60_000), ("2012-02-29T23:59:59Z", 1_330_559_999_000),
    ] as [(String, Int64)])
  func instants(text: String, milliseconds: Int64) throws {
    let file = try read("entity,timestamp,used_kib\na,\(text),1\n")
    #expect(file.rows.map(\.instant) == [milliseconds])
  }

  @Test("dates that change from row to row are each read anew")
  func datesChange() throws {
    let file = try read(
      """
      entity,timestamp,used_kib
      a,2013-09-02T00:00:00Z,1
      a,2013-09-03T00:00:00Z,1
      a,2013-09-02T00:00:01Z,1
      """)
    #expect(file.rows.map(\.instant) == [1_378_080_000_000, 1_378_166_400_000, 1_378_080_001_000])
  }

  @Test(
    "decimals are rounded to whole bytes",
    arguments: [
      ("12.5", 12_800), ("0.0004", 0), ("0.0005", 1), ("1e3", 1_024_000),
      ("1034593.0009765625", 1_059_423_233), ("00012", 12_288), ("+3", 3072),
    ] as [(String, Int64)])
  func decimals(text: String, bytes: Int64) throws {
    let file = try read("entity,timestamp,used_kib\na,60,\(text)\n")
    #expect(file.rows == [ReadRow("a", 60_000, [.used: bytes])])
  }

  @Test("an empty field is a missing value, not a zero")
  func missingValues() throws {
    let file = try read("entity,timestamp,configured_kib,used_kib\na,60,,1\na,120,2,\na,180, ,\n")
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.used: 1024]), ReadRow("a", 120_000, [.configured: 2048]),
        ReadRow("a", 180_000, [:]),
      ])
    #expect(file.report.samples == 2)
    #expect(file.report.zeroSizes == 0)
  }

  @Test("quotes, doubled quotes, a byte order mark, CRLF, blank lines and no last line end")
  func csvForms() throws {
    let text =
      "\u{FEFF}\"entity\",timestamp,used_bytes\r\n"
      + "\r\n\"a,b\",60,1\r\n\"say \"\"hi\"\"\",60,\"2\"\r\n\n\"\"\"\",60,3\r\nrzeszów-1,60,4"
    let file = try read(text)
    #expect(
      file.rows == [
        ReadRow("a,b", 60_000, [.used: 1]), ReadRow("say \"hi\"", 60_000, [.used: 2]),
        ReadRow("\"", 60_000, [.used: 3]), ReadRow("rzeszów-1", 60_000, [.used: 4]),
      ])
  }

  @Test("a percentage is taken of the configured size in the same row, wherever it stands")
  func percentages() throws {
    let file = try read(
      "entity,timestamp,used_percent,configured_mib,active_percent\na,60,50,10,12.5\n")
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.used: 5 * mib, .configured: 10 * mib, .active: 5 * mib / 4])
      ])
  }

  @Test("pressure and fault rates are stored as thousandths")
  func thousandths() throws {
    let file = try read(
      "entity,timestamp,pressure_some_percent,major_faults_per_second\na,60,99.9994,0.0125\n")
    #expect(
      file.rows == [
        ReadRow("a", 60_000, [.pressureSomePercent: 99_999, .majorFaultsPerSecond: 13])
      ])
  }

  @Test("zeros, demand over size, disorder and repetition are counted and left as they are")
  func counts() throws {
    let file = try read(
      """
      entity,timestamp,configured_kib,used_kib
      a,120,0,0
      b,60,8,4
      a,60,8,9
      a,60,8,7
      a,180,8,
      b,120,8,3

      """)
    #expect(file.rows.count == 6)
    #expect(file.rows[2] == ReadRow("a", 60_000, [.configured: 8192, .used: 9216]))
    let report = file.report
    #expect((report.rows, report.samples, report.entities) == (6, 11, 2))
    #expect((report.zeroSizes, report.usedAboveConfigured) == (1, 1))
    #expect(report.rowsWithUsedAndConfigured == 5)
    #expect((report.outOfOrder, report.repeatedInstants) == (1, 1))
    #expect(report.first == Timestamp(seconds: 60))
    #expect(report.last == Timestamp(seconds: 180))
    #expect(report.warnings.count == 3)
  }

  @Test("the prefix comes before every name")
  func prefix() throws {
    let file = try read(
      "entity,timestamp,used_kib\na,60,1\n", options: ReaderOptions(entityPrefix: "dc1/"))
    #expect(file.rows.map(\.entity) == ["dc1/a"])
  }

  @Test("columns are passed over on request, and the report says which")
  func ignoredColumns() throws {
    let file = try read(
      "entity,note,timestamp,used_kib,used_mib\na,\"x,y\",60,1,oops\n",
      options: ReaderOptions(ignoreColumns: ["note", "used_mib", "absent"]))
    #expect(file.rows == [ReadRow("a", 60_000, [.used: 1024])])
    #expect(file.report.ignoredColumns == ["note", "used_mib"])
  }

  @Test("a header without rows gives no batch and a warning")
  func headerOnly() throws {
    let file = try read("entity,timestamp,used_kib\n")
    #expect(file.rows.isEmpty)
    #expect(file.report.first == nil)
    #expect(file.report.warnings.first?.contains("no rows") == true)
  }

  @Test("batches keep the numbers of entities, and large files take several")
  func batches() throws {
    var text = "entity,timestamp,used_bytes\n"
    for row in 0..<150_000 { text += "vm-\(row % 3000),\(row),\(row)\n" }
    let source = try ByteSource(name: "f.csv", bytes: Array(text.utf8))
    let reader = try SampleReaders.open(source: source)
    var (batches, next) = (0, 0)
    while let batch = try reader.nextBatch() {
      #expect(batch.count <= 65_536)
      for row in 0..<batch.count {
        let expected = Int64(next)
        if batch.entityIndex[row] != UInt32(next % 3000)
          || batch.timestamps[row] != expected * 1000
          || batch.columns[0].values[row] != expected
        {
          Issue.record("row \(next) differs")
          return
        }
        next += 1
      }
      #expect(batch.entities.count == 3000)
      batches += 1
    }
    #expect((batches, next) == (3, 150_000))
    let more = try reader.nextBatch()
    #expect(more == nil, "after the last batch there is none")
  }
}
