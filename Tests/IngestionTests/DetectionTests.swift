import CapacityModel
import Ingestion
import Testing

@Suite struct DetectionTests {
  private static let known = SampleReaders.all.map { $0.name }

  @Test("a file of a format without instants says so")
  func noInstants() {
    #expect(failure("\"V1\",\"V2\",\"V3\"\n") == .noInstants(path: "f.csv", format: "m4"))
    #expect(
      failure("entity,timestamp,used_kib\n", format: "m4")
        == .noInstants(path: "f.csv", format: "m4"))
  }

  @Test("an unknown format is refused with the known ones")
  func unknown() {
    let found = failure("entity,timestamp,used_kib\n", format: "parquet")
    #expect(
      found == .unknownFormatName(name: "parquet", known: Self.known))
    #expect(
      failure("time|mem\n1|2\n")
        == .unrecognised(path: "f.csv", header: "time|mem", known: Self.known))
  }

  @Test("a mistaken format's name is told before a missing file")
  func order() {
    #expect(
      throws: IngestionError.unknownFormatName(name: "x", known: Self.known)
    ) {
      try SampleReaders.open(path: "/nonexistent", format: "x")
    }
  }

  @Test("blank lines before the header change nothing but line numbers")
  func blankLines() throws {
    let file = try read("\n\r\n\nentity,timestamp,used_kib\na,60,1\n")
    #expect(file.rows.count == 1)
    #expect(fault("\n\nentity,timestamp,used_kib", "a,60,x")?.line == 4)
  }

  @Test("a first line of a mebibyte without an end is no header, and is not waited for")
  func endlessFirstLine() {
    let text = String(repeating: "z", count: 3 << 20)
    guard case .unrecognised(_, let header, _) = failure(text) else {
      Issue.record("accepted")
      return
    }
    #expect(header.count < 100)
  }
}
