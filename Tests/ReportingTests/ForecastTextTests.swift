import CapacityModel
import Foundation
import HeadroomBasics
import Reporting
import Testing

@Suite struct ForecastTextTests {
  @Test("a forecast file has one row a series and step, in the panel's order")
  func csv() throws {
    let text = try CSVFormat().text(of: ForecastExamples.panel(names: ["b", "a"], horizon: 2))
    #expect(
      text == """
        unique_id,step,mean,q0.025,q0.5,q0.975
        b,1,0.5,0.25,0.5,0.5000001
        b,2,1.5,1.25,1.5,1.5000001
        a,1,100.5,100.25,100.5,100.5000001
        a,2,101.5,101.25,101.5,101.5000001

        """)
  }

  @Test("peaks have one row a series, over the whole horizon")
  func peaks() throws {
    var bytes: [UInt8] = []
    try CSVFormat().writePeaks(of: ForecastExamples.panel(names: ["b", "a"], horizon: 2)) {
      bytes += $0
    }
    #expect(
      String(decoding: bytes, as: UTF8.self) == "unique_id,q0.5,q0.99\nb,2.5,3.5\na,102.5,103.5\n")
    let none = ForecastExamples.panel(names: ["a"], horizon: 2, peaks: false)
    #expect(throws: ReportingError.noPeaks(forecaster: "formula")) {
      try CSVFormat().writePeaks(of: none) { _ in }
    }
  }

  @Test(
    "numbers are plain decimals that read back exactly",
    arguments: [
      0, -0.0, 1, 0.1, 1e-7, 1.5e-300, 5e-324, 9_007_199_254_740_993, 1e16, 1.7976931348623157e308,
      4_294_967_296.5, -123.456, 1e22, 123_456_789_012_345_680_000, 9e15, 1.0 / 3,
    ])
  func numbers(value: Double) throws {
    var forecast = ForecastExamples.panel(names: ["a"], horizon: 1)
    forecast.mean = [value]
    let row = try CSVFormat().text(of: forecast).split(separator: "\n")[1]
    let cell = row.split(separator: ",")[2]
    #expect(Double(cell) == value)
    #expect(cell.allSatisfy { "0123456789.-".contains($0) } && !cell.hasSuffix(".0"))
  }

  @Test("a value that is no number is refused with its place")
  func notFinite() throws {
    var forecast = ForecastExamples.panel(names: ["a", "b"], horizon: 2)
    forecast.quantiles[2][3] = .infinity
    let error = ReportingError.notFinite(entity: "b", step: 2, column: "q0.975", value: "inf")
    #expect(throws: error) { try CSVFormat().text(of: forecast) }
    #expect(throws: ReportingError.self) { try JSONFormat().text(of: forecast) }
  }

  @Test("the bytes and the first bad series are the same whatever order the blocks are made in")
  func anyOrder() throws {
    var forecast = ForecastExamples.panel(names: (0..<700).map { "s\($0)" }, horizon: 3)
    var backwards = ReportOptions()
    backwards.loop = ParallelLoop { count, body in
      for turn in (0..<count).reversed() { body(turn) }
    }
    let text = try CSVFormat().text(of: forecast)
    #expect(try CSVFormat().text(of: forecast, options: backwards) == text)
    forecast.mean[690] = .nan
    forecast.mean[41] = .nan
    let error = ReportingError.notFinite(entity: "s41", step: 1, column: "mean", value: "nan")
    #expect(throws: error) { try CSVFormat().text(of: forecast, options: backwards) }
  }

  @Test("many series come in chunks, never as one text")
  func chunks() throws {
    let forecast = ForecastExamples.panel(names: (0..<5000).map { "series-\($0)" }, horizon: 10)
    for format in [CSVFormat() as any ReportFormat, JSONFormat(), TableFormat()] {
      var (largest, total) = (0, 0)
      try format.write(forecast, options: ReportOptions()) {
        largest = max(largest, $0.count)
        total += $0.count
      }
      #expect(largest < 300_000 && total > 300_000, "\(type(of: format).name)")
    }
  }

  @Test("what the sink throws comes through")
  func sink() throws {
    struct Closed: Error {}
    let forecast = ForecastExamples.panel(names: ["a"], horizon: 2)
    #expect(throws: Closed.self) {
      try CSVFormat().write(forecast, options: ReportOptions()) { _ in throw Closed() }
    }
  }

  @Test("JSON holds every number of the forecast")
  func json() throws {
    let forecast = ForecastExamples.panel(names: ["b/\"1\"", "a"], horizon: 3)
    let text = try JSONFormat().text(of: forecast)
    struct File: Decodable {
      struct Series: Decodable {
        var id: String
        var mean: [Double]
        var quantiles: [[Double]]
        var peak: [[Double]]

        enum CodingKeys: String, CodingKey {
          case id = "unique_id"
          case mean
          case quantiles
          case peak
        }
      }
      var schema: String
      var levels: [Double]
      var step: String
      var series: [Series]
    }
    let file = try JSONDecoder().decode(File.self, from: Data(text.utf8))
    #expect(file.schema == "headroom.forecast/v1" && file.step == "1d")
    #expect(file.levels == forecast.levels)
    #expect(file.series.map(\.id) == ["b/\"1\"", "a"])
    #expect(file.series[1].mean == [100.5, 101.5, 102.5])
    #expect(file.series[1].quantiles[0] == [100.25, 101.25, 102.25])
    #expect(file.series[0].peak == [[1.5, 2.5, 3.5], [2.5, 3.5, 4.5]])
    #expect(text.hasSuffix("}\n"))
  }

  @Test("a terminal gets a row a series")
  func table() throws {
    let text = try TableFormat().text(of: ForecastExamples.panel(names: ["b", "a"], horizon: 7))
    #expect(
      text == """
        Forecast
          Forecaster  formula
          Horizon     7 steps of 1d, 2013-09-29 00:00 UTC to 2013-10-06 00:00 UTC
          Series      2

        SERIES  CLASS  MEAN STEP 1  MEAN STEP 7  Q0.025 STEP 7  Q0.975 STEP 7  PEAK Q0.99
        b       flat        0.5000         6.50           6.25           6.50        8.50
        a       flat         100.5        106.5          106.3          106.5       108.5

        """)
  }

  @Test("a ticket and a page have the same row a series")
  func forPeople() throws {
    let forecast = ForecastExamples.panel(names: ["b", "a"], horizon: 7)
    let ticket = try MarkdownFormat().text(of: forecast)
    #expect(ticket.contains("| b | flat | 0.5000 | 6.50 | 6.25 | 6.50 | 8.50 |\n| a | flat |"))
    let page = try HTMLFormat().text(of: forecast)
    #expect(page.contains("<th scope=\"col\" class=\"number\">peak q0.99</th>"))
  }
}
