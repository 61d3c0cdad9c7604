import Foundation
import TestSupport
import Testing

/// `forecast --level host|fleet` through the whole command, on daily demand of four VMs.
@Suite struct HierarchyCommandTests {
  private let folder: TemporaryFolder
  private let series: String
  private let inventory: String

  init() throws {
    folder = try TemporaryFolder()
    var text = "unique_id,ds,y\n"
    for vm in 0..<4 {
      for day in 1...90 {
        let noise = (7919 * vm + 104_729 * day + 31 * day * day) % 400
        text += "vm\(vm),\(day),\((8 << 30) + (noise << 20) + day * (64 << 20))\n"
      }
    }
    series = try folder.write(text, to: "series.csv")
    inventory = try folder.write(
      """
      schema: headroom.inventory/v1
      entities:
        - {entity: vm0, host: h1}
        - {entity: vm1, host: h1}
        - {entity: vm2, host: h2}
      hosts:
        - {name: h1, memory: 20GiB}
        - {name: h2, memory: 64GiB, failoverReserve: 4GiB}
      """, to: "inventory.yaml")
  }

  private func run(_ arguments: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(
      ["forecast", "--input", series, "--step", "1d", "--horizon", "28"] + arguments)
  }

  @Test(
    "a host that is too small has a date, one that is not has none, and what is unplaced is told")
  func hosts() throws {
    let result = try run("--level", "host", "--inventory", inventory, "--format", "json")
    #expect(result.code == 0, "\(result.messages)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    #expect(report["schema"] as? String == "headroom.hierarchy-forecast/v1")
    let outlooks = try #require(report["outlooks"] as? [[String: Any]])
    #expect(outlooks.compactMap { $0["name"] as? String } == ["(unassigned)", "h1", "h2"])
    #expect(outlooks[1]["passes"] != nil && outlooks[2]["passes"] == nil)
    #expect((report["warnings"] as? [String] ?? []).contains { $0.contains("vm3") })
  }

  @Test("every format answers twice alike", arguments: ["table", "csv", "json", "markdown"])
  func formats(format: String) throws {
    let arguments = ["--level", "fleet", "--inventory", inventory, "--format", format]
    let base = ["forecast", "--input", series, "--step", "1d", "--horizon", "28"]
    let (one, other) = (
      try HeadroomProcess.run(base + arguments), try HeadroomProcess.run(base + arguments)
    )
    #expect(one.code == 0, "\(one.messages)")
    #expect(!one.output.isEmpty && one.output == other.output)
  }

  @Test("hosts without an inventory, two levels, and an inventory without a level are usage errors")
  func usage() throws {
    for arguments in [
      ["--level", "host"], ["--level", "fleet", "--level", "site"], ["--inventory", inventory],
      ["--level", "rack"],
    ] {
      let result = try HeadroomProcess.run(
        ["forecast", "--input", series, "--step", "1d", "--horizon", "28"] + arguments)
      #expect(result.code == 64, "\(arguments): \(result.messages)")
    }
  }
}
