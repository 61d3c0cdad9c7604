import CapacityModel
import Foundation
import HeadroomBasics
import TestSupport
import Testing

/// `plan --inventory` with hosts through the whole command, on hourly demand of four VMs over 70 days.
@Suite struct PlacementCommandTests {
  private let folder: TemporaryFolder
  private let store: String

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("s.headroom")
    var text = "entity,timestamp,configured_mib,used_mib,reservation_mib\n"
    for vm in 0..<4 {
      for hour in 0..<(70 * 24) {
        let noise = (7919 * vm + 104_729 * hour + 31 * hour * hour) % 700
        // The first two grow towards their size.
        let used = 3000 + noise + (vm < 2 ? hour * 4100 / (70 * 24) : 0)
        text += "vm\(vm),\(1_767_225_600 + hour * 3600),8192,\(used),\(vm == 3 ? "" : "1024")\n"
      }
    }
    let path = try folder.write(text, to: "samples.csv")
    let result = try HeadroomProcess.run(["ingest", path, "--store", store])
    #expect(result.code == 0, "\(result.messages)")
  }

  private func plan(_ hosts: String, format: String = "json") throws -> HeadroomProcess.Result {
    let inventory = try folder.write(
      """
      schema: headroom.inventory/v1
      entities:
        - {entity: vm0, host: h1, tier: critical}
        - {entity: vm1, host: h1}
        - {entity: vm2, host: h1}
        - {entity: vm3, host: h2}
      hosts: [\(hosts)]
      """, to: "inventory.yaml")
    return try HeadroomProcess.run([
      "plan", "--store", store, "--inventory", inventory, "--horizon", "4w", "--now",
      "2026-03-12T00:00:00Z", "--format", format, "--policy", "peak-quantile",
    ])
  }

  private func read(_ result: HeadroomProcess.Result) throws -> ResizePlan {
    try #require(result.code == 0, "\(result.messages)")
    return try JSONDecoder().decode(ResizePlan.self, from: result.output)
  }

  @Test("hosts are judged by joint futures, and what does not fit has a place to go")
  func joint() throws {
    let hosts =
      "{name: h1, memory: 14GiB, cluster: c, overcommitLimit: 2}, {name: h2, memory: 64GiB, cluster: c}"
    let (first, second) = (try plan(hosts), try plan(hosts))
    #expect(first.output == second.output)
    let plan = try read(first)
    let (h1, h2) = (plan.hosts[0], plan.hosts[1])
    #expect(h1.peakBasis == .joint && h2.peakBasis == .joint)
    let peaks = plan.items.filter { $0.host == "h1" }.map {
      min($0.peak.p99!, $0.proposed.configured!)
    }
    #expect(h1.peakAfter! <= peaks.reduce(.zero, +) && h1.peakAfter! >= peaks.max()!)
    let cluster = try #require(plan.clusters?.first { $0.cluster == "c" })
    #expect(cluster.usable == .gibibytes(78) && cluster.leads.count == 1)
    #expect(cluster.leads[0].peak >= cluster.expected)
    #expect(cluster.leads[0].amount == cluster.leads[0].peak - cluster.expected)
    #expect(cluster.leads[0].until.dateText == "2026-04-09")
    // Of vm3 no reservation was sampled.
    #expect(h1.reservedBefore == .gibibytes(3) && h2.reservedBefore == nil)
    let held = plan.items.filter { $0.guardrails.contains { $0.name == "host-capacity" } }
    #expect(!held.isEmpty && held.allSatisfy { $0.placement?.suggestedMove?.host == "h2" })
    #expect(plan.items.filter { $0.action == .grow }.isEmpty || h1.peakAfter! <= h1.memory)
  }

  @Test("with room enough the same growths happen, and nothing is said of placement")
  func room() throws {
    let plan = try read(
      plan("{name: h1, memory: 64GiB, cluster: c}, {name: h2, memory: 64GiB, cluster: c}"))
    #expect(plan.items.filter { $0.action == .grow }.map(\.entity.name).sorted() == ["vm0", "vm1"])
    #expect(plan.items.allSatisfy { $0.placement == nil } && plan.hosts[0].warning == nil)
  }

  @Test("growths that need a shrink are exported once that shrink is approved, not before")
  func export() throws {
    // More than 24 GiB without the shrink of vm2, less with it.
    let made = try plan(
      "{name: h1, memory: 24GiB, cluster: c}, {name: h2, memory: 64GiB, cluster: c}")
    #expect(made.text.contains("It fits once the shrinks on h1 are made"), "\(made.messages)")
    let file = try folder.write(made.text, to: "plan.json")
    func step(_ arguments: String...) throws -> HeadroomProcess.Result {
      let common = ["--store", store, "--as", "Ada", "--now", "2026-03-12T00:00:00Z"]
      return try HeadroomProcess.run(["plan", arguments[0], file] + arguments.dropFirst() + common)
    }
    let approved = try step("approve", "--item", "vm0")
    #expect(approved.code == 0, "\(approved.messages)")
    let early = try step("export", "--platform", "libvirt")
    #expect(early.code != 0 && early.output.isEmpty)
    #expect(
      early.messages.contains("would break hosts: ")
        && early.messages.contains(" GiB on h1, which allows 24 GiB"), "\(early.messages)")
    #expect(try step("approve", "--item", "vm2").code == 0)
    let script = try step("export", "--platform", "libvirt")
    #expect(script.code == 0 && script.text.contains("vm0"), "\(script.messages)")
  }

  @Test("a host that is missing, named twice or contradicts itself is bad input with its line")
  func refused() throws {
    for (hosts, words) in [
      ("{name: h1, memory: 64GiB}", "runs on host 'h2', which is not listed"),
      ("{name: h1, memory: 64GiB}, {name: h1, memory: 1GiB}", "two hosts are named 'h1'"),
      ("{name: h1, memory: 64GiB, numaNodes: [65GiB]}", "NUMA nodes"),
      ("{name: h1, memory: -1GiB}", "is not a memory size"),
    ] {
      let result = try plan(hosts)
      #expect(result.code == 65 && result.messages.contains(words), "\(result.messages)")
      #expect(result.messages.contains("inventory.yaml:"))
    }
  }
}
