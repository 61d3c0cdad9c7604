import Foundation
import TestSupport
import Testing

/// `report` through the whole command, on daily-shaped demand of three VMs over 80 days from 2026-01-01.
@Suite struct ReportCommandTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    var text = "entity,timestamp,configured_mib,used_mib\n"
    for vm in 0..<3 {
      for hour in 0..<(80 * 24) {
        text += "vm\(vm),\(1_767_225_600 + hour * 3600),8192,\(1000 * (vm + 1) + hour % 24 * 10)\n"
      }
    }
    try ingest(text, into: store)
  }

  private func ingest(_ text: String, into store: String) throws {
    let path = try folder.write(text, to: "samples-\(text.count).csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  private func run(_ arguments: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(["report", "--store", store] + arguments)
  }

  @Test(
    "a review is one page of its own, the same bytes twice, with prices of the costs file and hosts of the inventory"
  )
  func page() throws {
    let inventory = try folder.write(
      """
      schema: headroom.inventory/v1
      entities:
        - {entity: vm0, host: h1, cluster: c1}
        - {entity: vm1, host: h1, cluster: c1}
        - {entity: vm2, host: h1, cluster: c1}
      hosts:
        - {name: h1, memory: 5GiB, cluster: c1}
      """, to: "inventory.yaml")
    let costs = try folder.write(
      """
      {schema: headroom.costs/v1, perGibibyteMonth: 2, perGibibyteBought: 50, wattsPerGibibyte: 0.5, currency: EUR}
      """, to: "costs.yaml")
    let arguments = [
      "--inventory", inventory, "--costs", costs, "--now", "2026-03-22T00:00:00Z", "--monthly",
    ]
    let (one, other) = (
      try HeadroomProcess.run(["report", "--store", store] + arguments),
      try HeadroomProcess.run(["report", "--store", store] + arguments)
    )
    #expect(one.code == 0 && !one.messages.contains("warning"), "\(one.messages)")
    #expect(one.output == other.output)
    for text in [
      "<h1>Monthly capacity review</h1>", "Demand of the fleet", "Demand of cluster c1",
      "P90 of the peak of fleet demand passes installed capacity (5 GiB) on 2026-03-22.",
      "to buy that costs", "kWh a month", "Is a promised probability kept?",
    ] { #expect(one.text.contains(text), "\(text)") }
  }

  @Test("too little history still gives a review that says so")
  func oneSample() throws {
    let single = folder.file("one.headroom")
    try ingest("entity,timestamp,used_mib\nvm,1767225600,100\n", into: single)
    let result = try HeadroomProcess.run([
      "report", "--store", single, "--format", "markdown",
    ])
    #expect(result.code == 0, "\(result.messages)")
    #expect(result.text.contains("the fleet's demand is not forecast"))
    #expect(result.text.contains("There is no record of past forecasts"))
  }

  @Test("a record of another store is named as such; what is no record is refused")
  func records() throws {
    let record = folder.file("record.json")
    let made = try HeadroomProcess.run([
      "backtest", "--store", store, "--origins", "1", "--format", "json", "--output", record,
    ])
    #expect(made.code == 0, "\(made.messages)")
    let own = try run("--backtest", record, "--format", "markdown")
    #expect(own.code == 0 && !own.text.contains("another store"), "\(own.messages)")
    let text = try String(contentsOfFile: record, encoding: .utf8)
    let foreign = try folder.write(
      text.replacing("\"s.headroom\"", with: "\"other.headroom\""), to: "foreign.json")
    let other = try run("--backtest", foreign, "--format", "markdown")
    #expect(other.text.contains("is of other.headroom, another store"))
    let wrong = try run("--backtest", try folder.write("entities: []", to: "wrong.yaml"))
    #expect(wrong.code == 65 && wrong.output.isEmpty)
    #expect(wrong.messages.contains("no report of a backtest"))
    let both = try run("--backtest", record, "--no-backtest")
    #expect(both.code == 64)
  }

  @Test("what is held compressed is told in GiB and money; without a ratio it is a warning")
  func compression() throws {
    // 6 GiB of 20 GiB held compressed: at 3 : 1 two thirds of them, 4 GiB, need no memory.
    var text = "entity,timestamp,configured_gib,used_gib,compressed_gib\n"
    for hour in 0..<(20 * 24) {
      text += "vm,\(1_767_225_600 + hour * 3600),32,20,\(hour % 2 == 0 ? 5 : 7)\n"
    }
    let other = folder.file("compressed.headroom")
    try ingest(text, into: other)
    func report(_ inventory: String) throws -> String {
      let file = try folder.write(
        "schema: headroom.inventory/v1\n\(inventory)\n", to: "compressed.yaml")
      let result = try HeadroomProcess.run([
        "report", "--store", other, "--no-backtest", "--format", "markdown", "--inventory", file,
      ])
      #expect(result.code == 0, "\(result.messages)")
      return result.text
    }
    let told = try report(
      "compression: {ratio: 3, coldShare: 0.45}\nprices: {perGibibyteMonth: 2, currency: EUR}")
    #expect(told.contains("Compression saves 4.0 GiB now and could save 6.0 GiB"))
    #expect(told.contains("| Price of memory | 8.00 | 12.00 | EUR a month |"))
    #expect(try report("prices: {perGibibyteMonth: 2}").contains("6 GiB are held compressed"))
    #expect(try !report("compression: {ratio: 3}").contains("could save"))
  }
}
