import Foundation
import TestSupport
import Testing

/// `--costs` through whole commands, on two VMs of 8 GiB over 40 days from 2026-01-01.
@Suite struct CostsCommandTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    var text = "entity,timestamp,configured_mib,used_mib\n"
    for vm in 0..<2 {
      for hour in 0..<(40 * 24) {
        text += "vm\(vm),\(1_767_225_600 + hour * 3600),8192,\(6000 + vm * 100 + hour % 24 * 10)\n"
      }
    }
    let path = try folder.write(text, to: "samples.csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  private func plan(_ arguments: [String]) throws -> HeadroomProcess.Result {
    let result = try HeadroomProcess.run(["plan", "--store", store, "--horizon", "2w"] + arguments)
    #expect(result.code == 0, "\(result.messages)")
    return result
  }

  private func costs(_ prices: String) throws -> String {
    try folder.write("{schema: headroom.costs/v1, \(prices)}", to: "costs.yaml")
  }

  private func inventory(_ prices: String) throws -> String {
    try folder.write(
      "{schema: headroom.inventory/v1, prices: {\(prices)}}", to: "inventory.yaml")
  }

  @Test("a plan is priced by the costs file, in its currency")
  func costsFile() throws {
    let result = try plan(["--costs", try costs("perGibibyteMonth: 2.5, currency: EUR")])
    #expect(result.text.contains("40.00 EUR before"), "\(result.text)")
    #expect(!result.messages.contains("warning"))
    #expect(try !plan([]).text.contains("Cost a month"))
  }

  @Test(
    "an inventory's prices are still read, with a warning; the costs file goes first and says so")
  func inventoryPrices() throws {
    let old = try inventory("perGibibyteMonth: 5, currency: EUR")
    let alone = try plan(["--inventory", old])
    #expect(alone.text.contains("80.00 EUR before"), "\(alone.text)")
    #expect(alone.messages.contains("the next release does not read 'prices' in an inventory"))
    let both = try plan(["--inventory", old, "--costs", try costs("perGibibyteMonth: 2.5")])
    #expect(both.text.contains("40.00 EUR before"))
    #expect(both.messages.contains("perGibibyteMonth differs between"))
  }

  @Test("an export for readers takes prices; commands and data refuse them")
  func export() throws {
    let file = folder.file("plan.json")
    _ = try plan(["--format", "json", "--output", file])
    let costs = try costs("perGibibyteMonth: 2.5, currency: EUR")
    func export(_ format: String, _ more: String...) throws -> HeadroomProcess.Result {
      try HeadroomProcess.run(
        ["plan", "export", file, "--store", store, "--format", format, "--costs", costs] + more)
    }
    let report = try export("markdown")
    #expect(report.code == 0 && report.text.contains("40.00 EUR before"), "\(report.messages)")
    #expect(try export("json").code == 64)
    #expect(try export("ansible", "--as", "Ada").code == 64)
  }
}
