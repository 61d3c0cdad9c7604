import CapacityModel
import Foundation
import Ingestion
import TestSupport
import Testing

@Suite struct ReaderTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// All rows of a file as text, and the report.
  private func rows(
    _ path: String, _ options: ReaderOptions = ReaderOptions(), blockSize: Int = 1 << 20
  ) throws -> ([String], IngestReport) {
    let reader = try SampleReaders.open(path: path, options: options, blockSize: blockSize)
    var rows: [String] = []
    while let batch = try reader.nextBatch() {
      for row in 0..<batch.count {
        let values = batch.columns.map { column in
          let value = column.values[row]
          return "\(column.metric.rawValue)=\(value == SampleBatch.missing ? "-" : "\(value)")"
        }
        let entity = batch.entities[Int(batch.entityIndex[row])]
        rows.append("\(entity) \(batch.timestamps[row]) \(values.joined(separator: " "))")
      }
    }
    return (rows, reader.report)
  }

  private func problem(_ text: String) throws -> String {
    let path = try folder.write(text, to: "x.csv")
    do {
      _ = try rows(path)
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  private let table =
    "\u{FEFF}entity,timestamp,used_mib,configured_gib\r\n\"a,\"\"1\"\"\",1767225600,1.5,2\r\n\r\nb,2026-01-01T00:05:00Z,,4"

  @Test("units, quotes, blank lines, empty fields and both kinds of time are read")
  func samples() throws {
    let (rows, report) = try rows(try folder.write(table, to: "s.csv"))
    #expect(
      rows == [
        "a,\"1\" 1767225600000 used=1572864 configured=2147483648",
        "b 1767225900000 used=- configured=4294967296",
      ])
    #expect(report.rows == 2)
    #expect(report.samples == 3)
    #expect(report.entities == 2)
  }

  @Test("blocks of any size give the same rows", arguments: [1, 2, 3, 7, 64])
  func blocks(size: Int) throws {
    let path = try folder.write(table, to: "s.csv")
    #expect(try rows(path, blockSize: size).0 == (try rows(path).0))
  }

  @Test("a compressed file reads as the plain one", arguments: ["xz", "zstd", "gzip"])
  func compressed(tool: String) throws {
    let text =
      "entity,timestamp,used_bytes\n"
      + (0..<50_000).map { "vm,\(1_767_225_600 + $0 * 300),\($0 * 7919)\n" }.joined()
    let path = try folder.write(text, to: "s.csv")
    let plain = try rows(path).0
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool, "-q", "-k", path]
    try process.run()
    process.waitUntilExit()
    let packed = path + ["xz": ".xz", "zstd": ".zst", "gzip": ".gz"][tool]!
    #expect(try rows(packed, blockSize: 1000).0 == plain)
    let whole = try Data(contentsOf: URL(fileURLWithPath: packed))
    let cut = try folder.write(whole.prefix(whole.count / 2), to: "cut")
    #expect(throws: IngestionError.self) { try rows(cut) }
    let twice = try folder.write(whole + whole, to: "twice")
    // The second header is a row that cannot be read.
    #expect(throws: IngestionError.self) { try rows(twice) }
  }

  @Test(
    "what cannot be is refused with its place",
    arguments: [
      ("entity,timestamp,usd_kib\nvm,0,1\n", "did you mean 'used_kib'"),
      ("entity,used_kib\nvm,1\n", "no known format"),
      ("entity,timestamp,used_kib,used_kib\n", "twice"),
      ("entity,timestamp,used_kib\nvm,0,NaN\n", "x.csv:2:6: field 'used_kib'"),
      ("entity,timestamp,used_kib\nvm,0,-4\n", "negative"),
      ("entity,timestamp,used_kib\nvm,0\n", "2 fields where the header has 3"),
      ("entity,timestamp,used_kib\nvm,1767225600000,4\n", "milliseconds"),
      ("entity,timestamp,used_kib\n\"vm,0,4\n", "quote"),
      ("entity,timestamp,used_kib\nvm,0,8589934592\n", "_bytes"),
      ("entity,timestamp,used_percent\nvm,0,50\n", "configured"),
      ("hello\n", "no known format"),
    ])
  func refused(text: String, part: String) throws {
    #expect(try problem(text).contains(part))
  }

  @Test("per cent of the size becomes bytes")
  func percent() throws {
    let path = try folder.write(
      "entity,timestamp,used_percent,configured_bytes\nvm,0,25,4096\n", to: "s.csv")
    #expect(try rows(path).0 == ["vm 0 used=1024 configured=4096"])
  }

  @Test("a gwa trace is read as KiB, its entity from the file's name")
  func gwa() throws {
    let text =
      "Timestamp [ms];\tMemory capacity provisioned [KB];\tMemory usage [KB]\n1372629804;\t2.097152E7;\t83884.8\n"
    let path = try folder.write(text, to: "41.csv")
    #expect(try rows(path).0 == ["41 1372629804000 configured=21474836480 used=85898035"])
  }

  @Test("M4 series are aligned by their ends; a panel keeps its gaps")
  func series() throws {
    let m4 = try folder.write(
      "\"V1\",\"V2\",\"V3\",\"V4\"\n\"W1\",\"1\",\"2\",\"3\"\n\"W2\",\"5\",\"6\",\n", to: "m4.csv")
    let panel = try SeriesFiles.read(path: m4, format: "m4", step: .weeks(1))
    #expect(panel.column(0) == [1, 2, 3])
    #expect(panel.column(1) == [nil, 5, 6])
    let long = try folder.write(
      "unique_id,ds,y\nb,0,1\nb,2,3\na,7,9\n", to: "panel.csv")
    let other = try SeriesFiles.read(path: long, format: "panel", step: .seconds(3600))
    #expect(other.entities.map(\.name) == ["b", "a"])
    #expect(other.column(0) == [1, nil, 3])
    #expect(other.column(1) == [nil, nil, 9])
  }
}
