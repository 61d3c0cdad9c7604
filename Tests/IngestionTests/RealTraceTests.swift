import CapacityModel
import Foundation
import HeadroomBasics
import Ingestion
import Testing

/// Real traces, read where they lie beside the project.
@Suite struct RealTraceTests {
  private static let data: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appending(path: "../shared/data").standardized.path()
  }()

  private static func isPresent(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(data)/\(name)")
  }

  private static let absent: Comment = "the real traces are not beside this project"
  private static let daily = "bitbrains-dev/memory-daily.csv.xz"
  private static let weekly = "m4/Weekly-train.csv.xz"
  private static let hourly = "m4/Hourly-train.csv.xz"
  private static let demand = "snowflake-vm-demand/vm-demand-hourly-2021-2022.csv.xz"
  private static let raw = "bitbrains-dev/raw/gwa-t-12-rnd-vm1-vm41.tar.xz"

  /// Runs a program and waits for it; Foundation's `Process` leaks a few bytes, which the sanitizer minds.
  private static func run(_ arguments: [String]) -> Int32 {
    var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for string in strings { free(string) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, arguments[0], nil, nil, &strings, environ) == 0 else { return -1 }
    var status: Int32 = 0
    return waitpid(process, &status, 0) == process ? status : -1
  }

  @Test("real trace: Bitbrains by day", .enabled(if: isPresent(daily), absent))
  func bitbrainsDaily() throws {
    let path = "\(Self.data)/\(Self.daily)"
    #expect(throws: IngestionError.self, "its columns n and used_mean_kib are no metrics") {
      try SampleReaders.open(path: path)
    }
    let options = ReaderOptions(ignoreColumns: [
      "n", "used_mean_kib", "used_p95_kib", "used_max_kib",
    ])
    let reader = try SampleReaders.open(path: path, options: options)
    while try reader.nextBatch() != nil {}
    #expect(reader.report.entities == 351)
    #expect(reader.report.outOfOrder == 0)
    #expect(reader.report.first?.dateText == "2013-06-30")
    #expect(reader.report.last?.dateText == "2013-09-29")
  }

  @Test("real trace: Bitbrains as published", .enabled(if: isPresent(raw), absent))
  func bitbrainsRaw() throws {
    let folder = try ScratchFolder()
    let archive = "\(Self.data)/\(Self.raw)"
    #expect(Self.run(["tar", "xJf", archive, "-C", folder.path]) == 0)
    let files = try InputFiles.list(folder.path)
    #expect(files.count == 6)
    var entities: Set<EntityID> = []
    for file in files {
      let reader = try SampleReaders.open(path: file)
      while let batch = try reader.nextBatch() { entities.formUnion(batch.entities) }
      #expect(reader.report.rows > 7000)
      #expect(reader.report.samples == 2 * reader.report.rows)
      #expect(reader.report.first.map { $0.dateText.hasPrefix("2013-0") } == true)
    }
    #expect(entities == [EntityID("1"), EntityID("41")])
  }

  @Test(
    "real trace: demand by region, as samples and as series",
    .enabled(if: isPresent(demand), absent))
  func demandByRegion() throws {
    let path = "\(Self.data)/\(Self.demand)"
    // Counts of machines, not of bytes.
    var options = ReaderOptions()
    options.allowImplausible = true
    let reader = try SampleReaders.open(path: path, options: options)
    while try reader.nextBatch() != nil {}
    #expect(reader.report.format == "panel")
    let panel = try SeriesFiles.read(path: path, step: .seconds(3600))
    #expect(panel.seriesCount == 42)
    #expect(panel.mask.count { $0 } == reader.report.samples)
    #expect(panel[0, 0] == 169)
  }

  @Test(
    "real trace: M4 weekly and hourly", .enabled(if: isPresent(weekly) && isPresent(hourly), absent)
  )
  func m4() throws {
    let weekly = try SeriesFiles.read(path: "\(Self.data)/\(Self.weekly)", step: .weeks(1))
    #expect(weekly.seriesCount == 359)
    #expect(weekly.entities.first == EntityID("W1"))
    #expect((0..<359).allSatisfy { weekly[weekly.stepCount - 1, $0] != nil })
    let hourly = try SeriesFiles.read(path: "\(Self.data)/\(Self.hourly)", step: .seconds(3600))
    #expect(hourly.seriesCount == 414)
    #expect(hourly.stepCount == 960)
  }
}
