import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("A fleet's inventory")
struct InventoryTests {
  let generator: FleetGenerator
  let inventory: Inventory

  init() throws {
    generator = FleetGenerator(
      recipe: try FleetRecipe(vms: 200, days: 14, seed: 7, stepSeconds: 3600))
    inventory = generator.inventory
  }

  @Test("names each VM once and puts it on a host that exists")
  func names() {
    let names = Set(inventory.entities.map(\.entity))
    let hosts = Set(inventory.hosts.map(\.name))
    #expect(names.count == 200 && hosts.count == inventory.hosts.count)
    #expect(inventory.entities.allSatisfy { $0.host.map(hosts.contains) ?? false })
  }

  @Test("no host carries more than its overcommit limit, and at most one in six under half of it")
  func hosts() {
    var filled: [String: Int64] = [:]
    for index in 0..<200 {
      guard let host = inventory.entities[index].host else { continue }
      filled[host, default: 0] += generator.entity(index).truth.configuredAtEnd.bytes
    }
    var light = 0
    for host in inventory.hosts {
      let share = Double(filled[host.name] ?? 0) / Double(host.memory.bytes)
      #expect(share > 0 && share <= host.overcommitLimit ?? 1, "\(host.name) at \(share)")
      #expect((host.failoverReserve ?? .zero).bytes * 4 < host.memory.bytes)
      light += share < 0.5 ? 1 : 0
    }
    #expect(light * 6 <= inventory.hosts.count)
  }

  @Test("every size is allowed: a multiple of the step, from the least to the most")
  func sizes() throws {
    for (index, entity) in inventory.entities.enumerated() {
      let truth = generator.entity(index).truth
      let step = try #require(entity.sizeStep)
      for size in [truth.configuredAtStart] + truth.resizes.map(\.to) {
        #expect(size.bytes % step.bytes == 0, "\(entity.entity): \(size) in steps of \(step)")
        #expect(size >= entity.minimumSize ?? .zero && size <= entity.maximumSize ?? .zero)
      }
    }
  }

  @Test("all tiers and two platforms are there, and both abilities to grow while running")
  func mix() {
    #expect(Set(inventory.entities.compactMap(\.tier)) == Set(Tier.allCases))
    #expect(Set(inventory.entities.compactMap(\.platform)) == ["vmware", "libvirt"])
    #expect(Set(inventory.entities.compactMap(\.hotAdd)) == [true, false])
    #expect(inventory.prices == nil && FleetGenerator.prices.currency == "EUR")
  }

  @Test("the fleet uses 30 to 50 % of what is configured, and most VMs never pass 70 %")
  func use() {
    var (used, configured, low) = (0.0, 0.0, 0)
    for index in 0..<generator.recipe.vms {
      let (truth, samples) = generator.entity(index)
      let rows = samples.rows
      used += rows.reduce(0) { $0 + Double($1.used) }
      configured += rows.reduce(0) { $0 + Double($1.configured) }
      let isLow = truth.days.allSatisfy {
        ($0.truePeak?.bytes ?? 0) * 10 < $0.configured.bytes * 7
      }
      low += isLow ? 1 : 0
    }
    #expect((0.3...0.5).contains(used / configured), "\(used / configured)")
    #expect((110...190).contains(low), "\(low) of 200")
  }
}
