import Foundation
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  /// Sixteen series of sixty days; the first doubles halfway.
  private static func input(in folder: TemporaryFolder) throws -> String {
    var text = "unique_id,ds,y\n"
    for series in 0..<16 {
      for day in 0..<60 {
        let value = 100 + 10 * series + day % 7 + (series == 0 && day >= 30 ? 100 : 0)
        text += "s\(series),\(day),\(value)\n"
      }
    }
    return try folder.write(text, to: "series.csv")
  }

  private static func run(_ arguments: [String]) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(["forecast"] + arguments)
  }

  @Test("an explanation reads as parts, members, shifts and earlier errors")
  func table() throws {
    let folder = try TemporaryFolder()
    let result = try Self.run([
      "--input", try Self.input(in: folder), "--step", "1d", "--horizon", "7", "--explain",
      "s0",
    ])
    #expect(result.code == 0, "\(result.messages)")
    for title in ["Forecast of s0", "Parts", "Members", "Lasting shifts", "Earlier forecasts"] {
      #expect(result.text.contains(title), "\(result.text)")
    }
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test("an unknown series is refused with the nearest name, and CSV with what can be had")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let base = ["--input", try Self.input(in: folder), "--step", "1d", "--horizon", "7"]
    let unknown = try Self.run(base + ["--explain", "s99"])
    #expect(unknown.code == 65 && unknown.messages.contains("did you mean 's9'"))
    let csv = try Self.run(base + ["--explain", "s0", "--format", "csv"])
    #expect(csv.code != 0 && csv.messages.contains("table or json"))
  }
}
