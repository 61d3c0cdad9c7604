import CapacityModel
import HeadroomBasics
import Testing

@Suite struct HierarchyTests {
  private func inventory() -> Inventory {
    var (a, b, ghost) = (
      Inventory.Entity(entity: EntityID("a")), Inventory.Entity(entity: EntityID("b")),
      Inventory.Entity(entity: EntityID("ghost"))
    )
    (a.host, a.cluster, a.site) = ("h1", "c1", "s1")
    (b.host, ghost.host, ghost.cluster) = ("h1", "h2", "empty")
    var reserved = Inventory.Host(name: "h1", memory: .gibibytes(64))
    reserved.failoverReserve = .gibibytes(16)
    return Inventory(
      entities: [a, b, ghost],
      hosts: [reserved, .init(name: "h2", memory: .gibibytes(32))])
  }

  @Test("a host's cluster counts for all on it, and the reserve is not installed")
  func placed() {
    let hierarchy = Hierarchy(of: [EntityID("a"), EntityID("b")], in: inventory())
    let clusters = hierarchy.nodes(at: .cluster)
    #expect(clusters.map(\.name) == ["c1"] && clusters[0].members == [0, 1])
    #expect(clusters[0].installed == .gibibytes(48))
    #expect(hierarchy.nodes(at: .fleet)[0].installed == .gibibytes(80))
  }

  @Test("a host that names its cluster is in it whatever its entities say, an empty one too")
  func named() {
    var inventory = inventory()
    inventory.hosts[0].cluster = "c2"
    inventory.hosts.append(.init(name: "h3", memory: .gibibytes(8)))
    inventory.hosts[2].cluster = "c2"
    let hierarchy = Hierarchy(of: [EntityID("a"), EntityID("b")], in: inventory)
    let clusters = hierarchy.nodes(at: .cluster)
    #expect(clusters.map(\.name) == ["c2"] && clusters[0].installed == .gibibytes(56))
    #expect(hierarchy.place(ofHost: "h3", at: .cluster) == "c2")
  }

  @Test("entities without series are named, and their cluster, empty, has no node")
  func ghosts() {
    let hierarchy = Hierarchy(of: [EntityID("a")], in: inventory())
    #expect(hierarchy.withoutSeries == [EntityID("b"), EntityID("ghost")])
    #expect(!hierarchy.nodes.contains { $0.name == "empty" })
  }

  @Test("a series that the inventory does not list is unassigned at every level but the fleet")
  func unlisted() {
    let hierarchy = Hierarchy(of: [EntityID("a"), EntityID("x")], in: inventory())
    #expect(hierarchy.unlisted == [EntityID("x")])
    #expect(hierarchy.nodes(at: .host).map(\.name) == [Hierarchy.unassigned, "h1"])
    #expect(hierarchy.nodes(at: .host)[0].installed == nil)
    #expect(hierarchy.nodes(at: .fleet)[0].members == [0, 1])
  }

  @Test(
    "a sum holds a short gap's last value, drops a long one, and is unknown where most are unseen")
  func sums() {
    let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 8)
    var panel = Panel(entities: [EntityID("a"), EntityID("b")], calendar: calendar)
    for step in [0, 2, 7] { panel[step, 0] = 1 }
    for step in [0, 1, 2, 3, 4, 5, 7] { panel[step, 1] = 10 }
    let node = HierarchyNode(level: .fleet, name: "fleet", members: [0, 1], installed: nil)
    let sum = panel.sums([node], named: [EntityID("fleet")]).column(0)
    #expect(sum == [11, 11, 11, 10, 10, 10, nil, 11])
  }
}
