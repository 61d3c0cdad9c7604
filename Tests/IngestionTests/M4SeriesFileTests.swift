import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

@Suite struct M4SeriesFileTests {
  private func panel(_ text: String, blockSize: Int = 1 << 20) throws(IngestionError) -> Panel {
    let source = try ByteSource(name: "w.csv", bytes: Array(text.utf8), blockSize: blockSize)
    return try M4SeriesFile.read(source, step: .weeks(1))
  }

  @Test("series end together; blanks after them are nothing, before and between are gaps")
  func wide() throws {
    let text =
      "\"V1\",\"V2\",\"V3\",\"V4\",\"V5\"\n\"W1\",\"1\",\"-2.5\",,\n\"W2\",\"1\",,\"3\",\"4\"\n"
      + "W3,,NA,7\r\nW4\n"
    let panel = try panel(text)
    #expect(panel.entities.map(\.name) == ["W1", "W2", "W3", "W4"])
    #expect(panel.column(0) == [nil, nil, 1, -2.5])
    #expect(panel.column(1) == [1, nil, 3, 4])
    #expect(panel.column(2) == [nil, nil, nil, 7])
    #expect(panel.column(3) == [nil, nil, nil, nil])
    #expect(panel.calendar.start == Timestamp(milliseconds: 0))
    for blockSize in [1, 2, 3, 7] {
      #expect(try self.panel(text, blockSize: blockSize) == panel)
    }
  }

  @Test(
    "damage is refused with its place",
    arguments: [
      (
        "V1,V2\nW1,x\n",
        IngestionError.field(
          path: "w.csv", line: 2, column: 4, field: "V2", fault: .notANumber("x"))
      ),
      (
        "V1,V2\n,1\n",
        .field(path: "w.csv", line: 2, column: 1, field: "V1", fault: .emptyName)
      ),
      (
        "V1,V2\nW1,1,2\n",
        .fieldCount(path: "w.csv", line: 2, column: 6, expected: 2, found: 3)
      ),
      ("V1,V2\nW1,1\nW1,2\n", .doubledSeries(path: "w.csv", line: 3, series: "W1")),
      (
        "V1,V2\nW1,inf\n",
        .field(
          path: "w.csv", line: 2, column: 4, field: "V2", fault: .notFinite("inf"))
      ),
      ("V1,V2\nW1,\n", .noValues(path: "w.csv")), ("V1,V2\n", .noValues(path: "w.csv")),
      ("", .empty(path: "w.csv")),
    ])
  func damage(text: String, expected: IngestionError) {
    #expect(throws: expected) { try panel(text) }
  }

  @Test("files are told apart by their header")
  func detection() throws {
    let folder = try ScratchFolder()
    let wide = try folder.write("w.csv", "V1,V2,V3\nW1,1,2\n")
    let long = try folder.write("l.csv", "unique_id,ds,y\nW1,1,1\nW1,2,2\n")
    let expected = try SeriesFiles.read(path: wide, format: "m4", step: .weeks(1))
    #expect(try SeriesFiles.read(path: wide, step: .weeks(1)) == expected)
    #expect(try SeriesFiles.read(path: long, step: .weeks(1)) == expected)
    let other = try folder.write("s.csv", "entity,timestamp,used_kib\n")
    #expect(
      throws: IngestionError.unrecognised(
        path: other, header: "entity,timestamp,used_kib", known: ["panel", "m4"])
    ) { try SeriesFiles.read(path: other, step: .weeks(1)) }
    #expect(throws: IngestionError.unknownFormatName(name: "x", known: ["panel", "m4"])) {
      try SeriesFiles.read(path: wide, format: "x", step: .weeks(1))
    }
  }
}
