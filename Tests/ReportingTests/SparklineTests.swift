import CapacityModel
import Reporting
import Testing

@Suite struct SparklineTests {
  private func row(_ values: [Double?]) throws -> String {
    var options = ReportOptions()
    options.past = [PlanExamples.grow.entity: values]
    let text = try TableFormat().text(of: PlanExamples.plan([PlanExamples.grow]), options: options)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    return String(try #require(text.split(separator: "\n").first { $0.hasPrefix("grow") }))
  }

  @Test(
    "bars rise from 0 to the present size in eighths, above it to the largest value, and gaps stay blank"
  )
  func bars() throws {
    // The present size is 8 GiB.
    let gib = 1_073_741_824.0
    #expect(try row((1...8).map { Double($0) * gib }).hasSuffix(" ▁▂▃▄▅▆▇█"))
    #expect(try row([0, nil, 4 * gib, gib]).hasSuffix(" ▁ ▄▁"))
    #expect(try row([8 * gib, 16 * gib]).hasSuffix(" ▄█"))
    #expect(try !row([nil, nil]).contains("▁"))
  }
}
