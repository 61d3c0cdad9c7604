import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// What holds for every registered reader, and for every size of the pieces in which bytes arrive.
@Suite struct BlockSizeTests {
  /// One file for each registered format, with everything that can straddle a block: quotes, CRLF, blank lines, and
  /// rows at fault.
  private static let examples: [String: String] = tables.merging(ToolExamples.texts) { $1 }

  private static let tables: [String: String] = [
    "samples":
      "\u{FEFF}entity,timestamp,configured_kib,used_percent\r\n\"a\"\"b\",1378080000,8,50\r\n\r\n"
      + "c,2013-09-02T00:05:00Z,,\nc,bad,1,1\nc,60,1\nłódź,1378080300.5,1e3,0.5",
    "panel": "unique_id,ds,y\nR1,2021-02-01,12.5\nR1,2021-02-02,\n\"R,2\",1612137600,7\nR1,12,5\n",
    "gwa":
      "Timestamp [ms];\tCPU cores;\tMemory capacity provisioned [KB];\tMemory usage [KB]\r\n"
      + "1372629804;\t8;\t2.097152E7;\t83884.8\r\n1372630104;\t8;\t2.097152E7;\tx\r\n",
    "sysstat":
      "h;-1;2026-02-06 22:56:07 UTC;LINUX-RESTART\t(4 CPU)\n"
      + "# hostname;interval;timestamp;kbmemfree;kbavail;kbmemused;%memused;kbbuffers;kbcached\r\n"
      + "h;600;2026-02-06 23:10:01 UTC;681924;1100120;1167288;63.12;1036;567416\r\n"
      + "h;600;bad;681924;1100120;1167288;63.12;1036;567416\n"
      + "# hostname;interval;timestamp;kbswpfree;kbswpused\nh;600;1770419401;5;7\n",
    "perfmon":
      "\"(PDH-CSV 4.0) (W. Europe Standard Time)(-60)\",\"\\\\A\\Memory\\Available MBytes\","
      + "\"\\\\A\\NUMA Node Memory(_Total)\\Total MBytes\"\r\n"
      + "\"02/06/2026 22:00:00.123\",\" \",\"16384\"\r\n"
      + "\"02/06/2026 22:05:00.123\",\"5123.5\",\"16384\"\r\n\r\n"
      + "\"02/06/2026 22:10:00.123\",\"x\",\"16384\"\nThe command completed successfully.\n",
    "esxtop":
      "\"(PDH-CSV 4.0) (UTC)(0)\",\"\\\\e\\Group Memory(7:web)\\Memory Size MBytes\","
      + "\"\\\\e\\Group Memory(7:web)\\Touched MBytes\"\r\n"
      + "\"02/06/2026 22:00:00\",\"4096.00\",\"512.25\"\r\n\"02/06/2026 22:00:05\",\"4096.00\"\r\n",
  ]

  /// Options under which every example has a row.
  private static func options(_ onError: ReaderOptions.OnError) -> ReaderOptions {
    var options = ReaderOptions(onError: onError)
    options.configured = .gibibytes(32)
    return options
  }

  @Test("the block size changes nothing", arguments: SampleReaders.all.map { $0.name })
  func blockSizes(name: String) throws {
    let text = try #require(Self.examples[name], "a reader was registered without an example here")
    let rowsOnly = try read(text, options: Self.options(.skipRow))
    #expect(rowsOnly.report.rejectedRows >= 1)
    #expect(rowsOnly.report.skippedFields.isEmpty)
    let options = Self.options(.skip)
    let whole = try read(text, options: options)
    #expect(whole.report.format == name)
    #expect(whole.rows.count >= 1)
    #expect(whole.report.rejectedRows + whole.report.skippedFields.count >= 1)
    for blockSize in [1, 2, 3, 4, 5, 6, 7, 11, 13, 31, 64, 4096] {
      let pieces = try read(text, blockSize: blockSize, options: options)
      #expect(pieces == whole, "blocks of \(blockSize) bytes")
      let named = try read(text, format: name, blockSize: blockSize, options: options)
      #expect(named == whole)
    }
  }

  @Test("the first row at fault refuses the file, unless asked to skip")
  func stops() {
    for text in Self.examples.values {
      #expect(failure(text) != nil)
    }
  }

  @Test("names and summaries are there and differ", arguments: SampleReaders.all.map { $0.name })
  func names(name: String) throws {
    let readers = SampleReaders.all.filter { $0.name == name }
    #expect(readers.count == 1)
    let reader = try #require(readers.first)
    #expect(!reader.summary.isEmpty)
    #expect(name == name.lowercased())
    let example = try #require(Self.examples[name])
    let start = FileStart(example.trimmingPrefix("\u{FEFF}").description)
    let recognising = SampleReaders.all.filter { $0.recognises(start) }
    #expect(recognising.map { $0.name } == [name])
  }

  @Test(
    "UTF-16 with and without a mark reads as UTF-8 does",
    arguments: SampleReaders.all.map { $0.name })
  func utf16(name: String) throws {
    let text = try #require(Self.examples[name]).trimmingPrefix("\u{FEFF}").description
    let options = Self.options(.skip)
    var plain = try read(text, options: options)
    for (encoding, mark) in [
      (TextEncoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8]), (.utf16BigEndian, [0xFE, 0xFF]),
      (.utf16LittleEndian, []), (.utf16BigEndian, []),
    ] {
      let bytes =
        mark
        + text.utf16.flatMap { unit -> [UInt8] in
          let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
          return encoding == .utf16LittleEndian ? [low, high] : [high, low]
        }
      plain.report.encoding = encoding
      for blockSize in [1, 2, 3, 5, 7, 1 << 20] {
        #expect(try read(bytes: bytes, blockSize: blockSize, options: options) == plain)
      }
    }
  }

  @Test("a long line over many blocks is refused at the same place as in one")
  func longLine() {
    let text =
      "entity,timestamp,used_kib\n" + String(repeating: "x", count: 1 << 20 + 5) + "\na,60,1"
    for blockSize in [4096, 100_003, 1 << 21] {
      #expect(throws: IngestionError.lineTooLong(path: "f.csv", line: 2, limit: 1 << 20)) {
        try read(text, blockSize: blockSize)
      }
    }
  }
}
