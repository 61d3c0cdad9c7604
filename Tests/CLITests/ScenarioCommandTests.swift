import Foundation
import TestSupport
import Testing

/// `forecast --scenario` through the whole command, on constant daily demand of 8 GiB a VM.
@Suite struct ScenarioCommandTests {
  private let folder: TemporaryFolder
  private let series: String
  private let inventory: String

  init() throws {
    folder = try TemporaryFolder()
    var text = "unique_id,ds,y\n"
    for vm in 0..<4 {
      for day in 0..<90 { text += "vm\(vm),\(day),\(8 << 30)\n" }
    }
    series = try folder.write(text, to: "series.csv")
    inventory = try folder.write(
      """
      schema: headroom.inventory/v1
      entities:
        - {entity: vm0, host: h1}
        - {entity: vm1, host: h1}
        - {entity: vm2, host: h2}
        - {entity: vm3, host: h2}
      hosts:
        - {name: h1, memory: 20GiB}
        - {name: h2, memory: 64GiB}
      """, to: "inventory.yaml")
  }

  private func run(_ changes: String, by level: String = "host") throws -> HeadroomProcess.Result {
    let file = try folder.write(
      "schema: headroom.scenario/v1\nname: test\nchanges:\n\(changes)\n", to: "scenario.yaml")
    return try HeadroomProcess.run([
      "forecast", "--input", series, "--step", "1d", "--horizon", "28", "--level", level,
      "--inventory", inventory, "--scenario", file, "--format", "json",
    ])
  }

  private func report(_ result: HeadroomProcess.Result) throws -> [String: Any] {
    #expect(result.code == 0, "\(result.messages)")
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  private func gibibytes(_ report: [String: Any], _ key: String) throws -> [String: Double] {
    let outlooks = try #require(report["outlooks"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: outlooks.compactMap { outlook in
        guard let name = outlook["name"] as? String, let bytes = outlook[key] as? NSNumber
        else { return nil }
        return (name, bytes.doubleValue / 1_073_741_824)
      })
  }

  @Test("a move takes demand from one host to the other and leaves the fleet as it is")
  func move() throws {
    let report = try report(run("  - move: {entities: [vm0], to: h2}"))
    let medians = try gibibytes(report, "medianAtEnd")
    #expect(abs((medians["h1"] ?? 0) - 8) < 0.5 && abs((medians["h2"] ?? 0) - 24) < 0.5)
    let effect = try #require(report["scenario"] as? [String: Any])
    let lines = try #require(effect["lines"] as? [[String: Any]])
    let adds = try #require(lines[0]["adds"] as? [String: Any])
    #expect((adds["p50"] as? NSNumber)?.int64Value == 0)
  }

  @Test("retirements, growth and new workloads add what they say, in order")
  func amounts() throws {
    let report = try report(
      run(
        """
          - retire: {entities: [vm3]}
          - grow: {entities: ["vm*"], factor: 1.5}
          - add: {name: new, count: 3, size: {p50: 2GiB}, host: h1}
        """, by: "fleet"))
    let effect = try #require(report["scenario"] as? [String: Any])
    let lines = try #require(effect["lines"] as? [[String: Any]])
    let adds = lines.compactMap { line in
      ((line["adds"] as? [String: Any])?["p50"] as? NSNumber)
        .map { $0.doubleValue / 1_073_741_824 }
    }
    // 32 GiB less 8; the 24 left times 1.5; three times 2.
    for (found, expected) in zip(adds, [-8.0, 12, 6]) { #expect(abs(found - expected) < 0.5) }
    let medians = try gibibytes(report, "medianAtEnd")
    #expect(abs((medians["fleet"] ?? 0) - 42) < 1)
  }

  @Test(
    "what a scenario cannot mean is refused with its line",
    arguments: [
      ("  - retire: {entities: [vn1]}", "did you mean 'vm1'"),
      ("  - retire: {entities: []}", "no entity is named"),
      ("  - move: {entities: [vm1], to: h9}", "no host 'h9'"),
      ("  - grow: {entities: [vm1]}", "no growth is named"),
      ("  - grow: {entities: [vm1], factor: -2}", "not a number of 0 or more"),
      ("  - grow: {entities: [vm1], factr: 2}", "did you mean 'factor'"),
      ("  - add: {name: n, count: 0, size: {p50: 1GiB}}", "no count of workloads"),
      ("  - add: {name: n, count: 1.5, size: {p50: 1GiB}}", "no count of workloads"),
      ("  - add: {name: n, count: 1, size: {p50: 4GiB, p90: 2GiB}}", "below p50"),
      ("  - add: {name: n, count: 1}", "'size' is missing"),
      ("  - retire: {entities: [vm1], from: 1971-01-01}", "not within the forecast"),
      ("  - retire: {entities: [vm1], from: soon}", "is no time"),
      ("  - burn: {entities: [vm1]}", "not known here"),
      ("  - {retire: {entities: [vm1]}, grow: {entities: [vm1], factor: 2}}", "a change is one of"),
    ])
  func refusals(changes: String, reason: String) throws {
    let result = try run(changes)
    #expect(result.code == 65 && result.output.isEmpty)
    #expect(result.messages.contains(reason), "\(result.messages)")
    #expect(result.messages.contains("scenario.yaml:4"), "\(result.messages)")
  }
}
