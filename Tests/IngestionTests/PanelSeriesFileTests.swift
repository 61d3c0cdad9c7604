import CapacityModel
import HeadroomBasics
import Ingestion
import Testing

@Suite struct PanelSeriesFileTests {
  private func panel(
    _ text: String, step: Duration = .seconds(3600), blockSize: Int = 1 << 20
  ) throws(IngestionError) -> Panel {
    let source = try ByteSource(name: "p.csv", bytes: Array(text.utf8), blockSize: blockSize)
    return try PanelSeriesFile.read(source, step: step)
  }

  @Test("numbered series end together, each with its own last step")
  func numbered() throws {
    let text = "unique_id,ds,y\nlong,1,10\nlong,2,20\nlong,4,40\nshort,7,-1.5\nshort,8,2\n"
    let panel = try panel(text)
    #expect(panel.entities.map(\.name) == ["long", "short"])
    #expect(panel.column(0) == [10, 20, nil, 40])
    #expect(panel.column(1) == [nil, nil, -1.5, 2])
    #expect(panel.calendar.start == Timestamp(milliseconds: 0))
    #expect(panel.calendar.step == .seconds(3600))
    for blockSize in [1, 2, 3, 7] {
      #expect(try self.panel(text, blockSize: blockSize) == panel)
    }
  }

  @Test("instants lie on one calendar for all series, out of order or not")
  func instants() throws {
    let panel = try panel(
      """
      unique_id,ds,y
      b,2021-02-01T02:00:00Z,3
      a,1612137600,1
      b,2021-02-01T01:00:00Z,2
      a,1612144800,
      """)
    #expect(panel.entities.map(\.name) == ["b", "a"])
    #expect(panel.calendar.start == Timestamp(seconds: 1_612_137_600))
    #expect(panel.column(0) == [nil, 2, 3])
    #expect(panel.column(1) == [1, nil, nil])
  }

  @Test("blank and NaN are gaps; columns may come in any order")
  func gaps() throws {
    let panel = try panel("y,unique_id,ds\n1,a,1\n,a,2\nNaN,a,3\nnan,a,4\nNA,a,5\n6e0,\"a\",6\n")
    #expect(panel.column(0) == [1, nil, nil, nil, nil, 6])
  }

  @Test(
    "numbers are read to the nearest double, as the standard library reads them",
    arguments: [
      // Digits beyond 2⁵³ with a power of ten: two roundings would give another double.
      "8.7962553319436404", "7350114569.93396292", "1590585803566.537278", "47592238540.82779828",
      "0.1", "1e22", "1e23", "123456789e-30", "4.9e-324", "1.7976931348623157e308", "-0.3e+2",
      "9007199254740993", "18446744073709551617", "0.000000000000000000000000000001",
    ])
  func exactNumbers(text: String) throws {
    let panel = try panel("unique_id,ds,y\na,1,\(text)\n")
    #expect(panel[0, 0] == Double(text))
  }

  @Test("a second value for one step is refused, where the first was a gap too")
  func doubled() {
    for first in ["1", ""] {
      #expect(
        throws: IngestionError.doubledStep(
          path: "p.csv", line: 4, column: 3, series: "a", step: "step 1")
      ) { try panel("unique_id,ds,y\na,1,\(first)\na,2,5\na,1,2\n") }
    }
  }

  @Test("an instant off the calendar is refused with the first row's")
  func offGrid() {
    #expect(
      throws: IngestionError.offGrid(
        path: "p.csv", line: 3, column: 3, instant: "2021-02-01T00:30:00Z", step: "1h",
        anchor: "2021-02-01T00:00:00Z")
    ) { try panel("unique_id,ds,y\na,1612137600,1\na,1612139400,2\n") }
  }

  @Test("step numbers and instants do not mix")
  func mixed() {
    #expect(
      throws: IngestionError.field(
        path: "p.csv", line: 3, column: 3, field: "ds", fault: .timeInsteadOfStep("2021-02-01"))
    ) { try panel("unique_id,ds,y\na,1,1\na,2021-02-01,2\n") }
    #expect(
      throws: IngestionError.field(
        path: "p.csv", line: 3, column: 3, field: "ds", fault: .stepInsteadOfTime("2"))
    ) { try panel("unique_id,ds,y\na,2021-02-01,1\na,2,2\n") }
  }

  @Test(
    "files that cannot become a panel are refused",
    arguments: [
      "", "unique_id,ds,y\n", "unique_id,ds,y\na,1,\n", "unique_id,ds\na,1\n",
      "unique_id,ds,y,z\na,1,1,1\n", "unique_id,ds,y\na,1\n", "unique_id,ds,y\na,1,1,1\n",
      "unique_id,ds,y\na,1,inf\n", "unique_id,ds,y\na,1,one\n", "unique_id,ds,y\n,1,1\n",
      "unique_id,ds,y\na,1.5,1\n", "unique_id,ds,y\na,,1\n", "unique_id,ds,ds,y\na,1,1,1\n",
    ])
  func refused(text: String) {
    #expect(throws: IngestionError.self) { try panel(text) }
  }

  @Test("one mistaken instant does not fill the memory")
  func span() {
    #expect(
      throws: IngestionError.spanTooLong(
        path: "p.csv", series: 1, first: "2021-02-01T00:00:00Z", last: "4021-02-01T00:00:00Z",
        // 2000 years are five Gregorian cycles of 146,097 days.
        steps: 5 * 146_097 * 1440 + 1)
    ) { try panel("unique_id,ds,y\na,2021-02-01,1\na,4021-02-01,2\n", step: .seconds(60)) }
  }
}
