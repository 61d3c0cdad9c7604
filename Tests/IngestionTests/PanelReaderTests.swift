import CapacityModel
import Ingestion
import Testing

@Suite struct PanelReaderTests {
  @Test("a panel file with instants is demand in bytes")
  func instants() throws {
    let file = try read("ds,y,unique_id\n1612137600,12.5,R1\n2021-02-01T01:00:00Z,,R1\n")
    #expect(file.report.format == "panel")
    #expect(
      file.rows == [
        ReadRow("R1", 1_612_137_600_000, [.used: 13]), ReadRow("R1", 1_612_141_200_000, [:]),
      ])
  }

  @Test("a panel file with step numbers has no instants and is refused with what to do")
  func steps() {
    let found = failure("unique_id,ds,y\nW1,1,5\n")
    #expect(
      found
        == .field(
          path: "f.csv", line: 2, column: 4, field: "ds", fault: .stepInsteadOfTime("1")))
    #expect(found?.description.contains("--input") == true)
  }

  @Test("other columns are refused unless passed over")
  func otherColumns() throws {
    let text = "unique_id,ds,y,region\nR1,1612137600,1,eu\n"
    guard case .unknownColumn(_, 1, 16, "region", _, nil) = failure(text) else {
      Issue.record("accepted")
      return
    }
    let file = try read(text, options: ReaderOptions(ignoreColumns: ["region"]))
    #expect(file.rows.count == 1)
  }
}
