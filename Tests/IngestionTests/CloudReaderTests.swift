import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

/// JSON of clouds and hypervisors, in the shape of their documentation; and damage to all readers of tools' output.
@Suite struct CloudReaderTests {
  private func example(_ name: String, size: ByteCount? = .gibibytes(8)) throws -> ReadFile {
    var options = ReaderOptions(onError: .skip)
    options.configured = size
    return try read(try #require(ToolExamples.texts[name]), options: options)
  }

  private func reason(_ name: String, _ change: (String) -> String = { $0 }) throws -> String {
    let text = change(try #require(ToolExamples.texts[name]))
    return failure(text, format: name).map { "\($0)" } ?? "accepted"
  }

  private let november: Int64 = 1_793_491_200_000

  @Test("CloudWatch: a percentage is of --configured, a size stands for itself")
  func cloudWatch() throws {
    let file = try example("cloudwatch")
    #expect(
      file.rows == [
        ReadRow(
          "i-0abc", november + 300_000,
          [.configured: 8 << 30, .used: Int64((50.25 / 100 * Double(8 << 30)).rounded())]),
        ReadRow("łódź", november + 300_000, [.configured: 8 << 30, .used: 4096]),
      ])
    #expect(file.report.rejectedRows == 1)
    let alone =
      #"{"MetricDataResults":[{"Id":"m","Label":"i-0 mem_used_percent","Timestamps":["2026-11-01T00:00:00Z"],"Values":[5]}]}"#
    let refusal = failure(alone).map { "\($0)" }
    #expect(refusal?.contains("--configured SIZE") == true)
  }

  @Test("CloudWatch: labels must name the metric and the machine")
  func cloudWatchLabels() throws {
    #expect(
      try reason("cloudwatch") { $0.replacing("mem_used_percent ", with: "") }.contains(
        "PROP('MetricName')"))
    #expect(
      try reason("cloudwatch") { $0.replacing("i-0abc ", with: "") }.contains("names no machine"))
    #expect(
      try reason("cloudwatch") { $0.replacing("50.25, ", with: "") }.contains(
        "2 times and 1 values"))
  }

  @Test("Azure Monitor: the least available memory is the largest demand")
  func azure() throws {
    let file = try example("azure-monitor")
    #expect(
      file.rows == [
        ReadRow("web-1", november, [.configured: 8 << 30, .used: 8 << 30 - 4_294_967_295])
      ])
    #expect(file.rejected.first?.reason.contains("--aggregation Minimum") == true)
    #expect(throws: IngestionError.self) { try example("azure-monitor", size: nil) }
  }

  @Test("Google Cloud: the state 'used' of the agent is demand")
  func gcp() throws {
    let file = try example("gcp-timeseries", size: nil)
    #expect(file.rows == [ReadRow("łódź", november + 300_000, [.used: 4097])])
    #expect(file.report.rejectedRows == 1)
    #expect(file.report.notes.contains { $0.hasPrefix("1 series are of metrics or states") })
  }

  @Test("govc: active memory is a proxy for demand, consumed is what was assigned")
  func govc() throws {
    let file = try example("govc", size: nil)
    #expect(
      file.rows == [
        ReadRow("vm-57", november + 20_000, [.assigned: 2 << 20, .used: 1 << 20, .active: 1 << 20])
      ])
    #expect(file.report.sentinels == [.noValue: 1])
    let capitals = try #require(ToolExamples.texts["govc"])
      .replacing("\"sample\"", with: "\"Sample\"").replacing(
        "\"sampleInfo\"", with: "\"SampleInfo\"")
    let options = ReaderOptions(onError: .skip)
    #expect(try read(capitals, options: options).rows == file.rows)
  }

  @Test("Hyper-V: demand, sizes of dynamic memory, and both ways in which PowerShell writes a time")
  func hyperV() throws {
    let file = try example("hyperv-json", size: nil)
    #expect(
      file.rows == [
        ReadRow(
          "łódź", november + 123,
          [.assigned: 4 << 30, .used: 3 << 30, .reservation: 1 << 30, .configured: 8 << 30]),
        ReadRow("b", november, [.assigned: 4 << 30, .configured: 4 << 30]),
      ])
    #expect(file.report.skippedFields == ["memorydemand": 1])
    #expect(
      try reason("hyperv-json") { $0.replacing("Timestamp", with: "X") }.contains("Select-Object"))
    let measured = #"{"Time": "2026-11-01T00:00:00Z", "VMName": "a", "AvgRAM": 512}"#
    #expect(try read(measured).rows == [ReadRow("a", november, [.used: 512 << 20])])
  }

  // MARK: Damage

  private static let inserts: [UInt8] =
    Array("{}[]\",:\\ \n'=-+.eE019TZ%".utf8) + [0, 0xFF, 0xC3, 0xED]

  private func outcome(_ bytes: [UInt8], _ name: String, _ blockSize: Int, _ options: ReaderOptions)
    -> Result<ReadFile, IngestionError>
  {
    do throws(IngestionError) {
      return .success(try read(bytes: bytes, format: name, blockSize: blockSize, options: options))
    } catch {
      return .failure(error)
    }
  }

  @Test(
    "damaged files never trap, and read the same in pieces",
    arguments: ToolExamples.texts.keys.sorted())
  func damaged(name: String) throws {
    let file = Array(try #require(ToolExamples.texts[name]).utf8)
    var generator = SplitMix64(state: 2026)
    for _ in 0..<150 {
      var bytes = file
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = Self.inserts.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(byte, at: place)
        case 2: bytes.insert(contentsOf: bytes[..<place].suffix(40), at: place)
        case 3: bytes.removeLast(min(bytes.count, place / 2))
        case 4: bytes.insert(contentsOf: Array("99999999999999999999".utf8), at: place)
        default: bytes[place] = byte
        }
      }
      let blockSize = Int.random(in: 1...40, using: &generator)
      for onError in ReaderOptions.OnError.allCases {
        var options = ReaderOptions(onError: onError, maxSize: ByteCount(.max))
        options.configured = .gibibytes(32)
        #expect(
          outcome(bytes, name, 1 << 20, options) == outcome(bytes, name, blockSize, options),
          "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test("a file cut anywhere is rows or a clear error", arguments: ToolExamples.texts.keys.sorted())
  func cut(name: String) throws {
    let file = Array(try #require(ToolExamples.texts[name]).utf8)
    for length in stride(from: 0, to: file.count, by: 7) {
      var options = ReaderOptions(onError: .skip)
      options.configured = .gibibytes(32)
      if case .failure(let error) = outcome(Array(file[..<length]), name, 4096, options) {
        #expect("\(error)".count > 20)
      }
    }
  }

  @Test(
    "a line of many megabytes is an error or a rejected row",
    arguments: ToolExamples.texts.keys.sorted())
  func longLine(name: String) throws {
    var options = ReaderOptions(onError: .skip)
    options.configured = .gibibytes(32)
    let bytes = [UInt8](repeating: 0x78, count: 5 << 20)
    if case .success(let file) = outcome(bytes, name, 1 << 20, options) {
      #expect(file.rows.isEmpty)
      Issue.record("nothing was refused")
    }
  }
}
