import Foundation
import TestSupport
import Testing

/// `store export` through the whole program.
@Suite struct StoreExportTests {
  private let folder: TemporaryFolder
  private let store: StoreProbe

  init() throws {
    folder = try TemporaryFolder()
    store = StoreProbe(folder.file("s.headroom"))
  }

  private func ingest(_ text: String, into store: StoreProbe? = nil) throws {
    let result = try HeadroomProcess.run(
      ["ingest", "-", "--input-format", "samples", "--store", (store ?? self.store).path],
      input: Data(text.utf8))
    try #require(result.code == 0, "\(result.messages)")
  }

  private func export(_ options: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(["store", "export", "--store", store.path] + options)
  }

  private let odd = """
    entity,timestamp,configured_bytes,used_bytes,pressure_some_percent
    "vm,1",1767225600,4294967296,1000001,0.125
    "vm,1",1767225900.5,4294967296,,3
    "say ""hi"" \\x",1767225600,4294967296,77,

    """

  @Test("what ingest reads of an export is the same content, gaps, odd names and milliseconds too")
  func roundTrip() throws {
    try ingest(odd)
    let fleet = folder.file("fleet")
    let made = try HeadroomProcess.run(
      ["dataset", "generate", "--vms", "12", "--days", "14", "--output", fleet])
    #expect(made.code == 0, "\(made.messages)")
    #expect(
      try HeadroomProcess.run(["ingest", "\(fleet)/samples.csv", "--store", store.path]).code == 0)
    let text = try export()
    #expect(text.code == 0)
    let again = StoreProbe(folder.file("again.headroom"))
    try ingest(text.text, into: again)
    #expect(try again.samples() == store.samples())
    #expect(try again.content() == text.output)
  }

  @Test("CSV has bytes to the last one, and the values that are not there are empty")
  func csv() throws {
    try ingest(odd)
    #expect(
      try export().text == """
        entity,timestamp,used_bytes,configured_bytes,pressure_some_percent
        "say ""hi"" \\x",1767225600,77,4294967296,
        "vm,1",1767225600,1000001,4294967296,0.125
        "vm,1",1767225900.5,,4294967296,3

        """)
  }

  @Test("OpenMetrics keeps families together, escapes labels, counts seconds and ends with EOF")
  func openMetrics() throws {
    try ingest(odd)
    #expect(
      try export("--format", "openmetrics", "--metric", "used,configured").text == """
        # TYPE headroom_memory_used_bytes gauge
        # UNIT headroom_memory_used_bytes bytes
        headroom_memory_used_bytes{entity="say \\"hi\\" \\\\x"} 77 1767225600
        headroom_memory_used_bytes{entity="vm,1"} 1000001 1767225600
        # TYPE headroom_memory_configured_bytes gauge
        # UNIT headroom_memory_configured_bytes bytes
        headroom_memory_configured_bytes{entity="say \\"hi\\" \\\\x"} 4294967296 1767225600
        headroom_memory_configured_bytes{entity="vm,1"} 4294967296 1767225600
        headroom_memory_configured_bytes{entity="vm,1"} 4294967296 1767225900.5
        # EOF

        """)
  }

  /// Two days of one VM, 1 to 576 MiB, and another VM.
  private var twoDays: String {
    var text = "entity,timestamp,used_mib\n"
    for row in 0..<576 { text += "a,\(1_767_225_600 + row * 300),\(row + 1)\n" }
    return text + "b,1767225600,5\n"
  }

  @Test(
    "steps are made by max, mean, p95 and last",
    arguments: [
      // 1…288 MiB and 289…576 MiB; the p95 of n values is 0.95 (n − 1) places up (Hyndman & Fan, type 7).
      ("max", 288.0, 576.0), ("last", 288, 576), ("mean", 144.5, 432.5), ("p95", 273.65, 561.65),
    ])
  func stepped(by: String, first: Double, second: Double) throws {
    try ingest(twoDays)
    let result = try export("--step", "1d", "--aggregate", by, "--entity", "a")
    let bytes = [first, second].map { Int(($0 * 1_048_576).rounded()) }
    #expect(
      result.text
        == "entity,timestamp,used_bytes\na,1767225600,\(bytes[0])\na,1767312000,\(bytes[1])\n")
  }

  @Test("entities and times are chosen; the end is not part of it")
  func chosen() throws {
    try ingest(twoDays)
    let result = try export("--entity", "b,a", "--from", "1767225600", "--to", "1767226200")
    #expect(
      result.text == """
        entity,timestamp,used_bytes
        a,1767225600,1048576
        a,1767225900,2097152
        b,1767225600,5242880

        """)
    let unknown = try export("--entity", "c")
    #expect(unknown.code != 0)
    #expect(unknown.messages.contains("'c'"))
  }

  @Test("wrong options are usage errors")
  func usage() throws {
    try ingest(twoDays)
    #expect(try export("--aggregate", "max").code == 64)
    #expect(try export("--metric", "usage").code == 64)
    #expect(try export("--from", "1767226200", "--to", "1767225600").code == 64)
    #expect(try export("--format", "parquet").code == 64)
  }

  @Test("an output file is replaced only with --force")
  func outputFile() throws {
    try ingest(twoDays)
    let file = try folder.write("mine", to: "out.csv")
    #expect(try export("--output", file).code == 74)
    #expect(try export("--output", file, "--force").code == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == export().output)
  }
}
