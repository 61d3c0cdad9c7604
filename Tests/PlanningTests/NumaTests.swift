import CapacityModel
import HeadroomBasics
import Planning
import Testing

@Suite struct NumaTests {
  private func fixture(_ guest: Guest, nodes: [Int64]?) -> PlanFixture {
    var host = Inventory.Host(name: "h1", memory: .gibibytes(64))
    host.numaNodes = nodes?.map { .gibibytes($0) }
    return PlanFixture([(guest, "h1")], on: [host])
  }

  @Test("a growth across a NUMA node is flagged with the smallest size that fits demand")
  func crossing() throws {
    let item = try fixture(.growing("a"), nodes: [8, 8]).item()
    #expect(item.action == .grow)
    #expect(
      item.placement?.numa
        == "10 GiB is larger than any NUMA node of h1 (8 GiB at most), where the present size still "
        + "does fit; nor would the smallest size that fits demand, 9 GiB.")
    #expect(try fixture(.growing("a"), nodes: [8, 10]).item().placement == nil)
    #expect(try fixture(.growing("a"), nodes: nil).item().placement == nil)
  }

  @Test("a size that stays too large for a node says which smaller one would fit")
  func staying() throws {
    var guest = Guest.steady("a", size: 16)
    guest.serviceLevel = 0.99
    // The 99 % peak is 3.5 GiB.
    #expect(
      try fixture(guest, nodes: [8, 8]).item().placement?.numa
        == "16 GiB is larger than any NUMA node of h1 (8 GiB at most); the smallest size that fits "
        + "demand, 3.5 GiB, would fit.")
  }

  @Test("a guest that spreads over nodes needs room for each of its shares")
  func spread() throws {
    var spread = fixture(.growing("a"), nodes: [8, 8])
    spread.inventory.entities[0].numaNodes = 2
    #expect(try spread.item().placement == nil)
    // 5 GiB each: 4 GiB is too little for one, and 8 GiB for both.
    spread.inventory.hosts[0].numaNodes = [.gibibytes(8), .gibibytes(4)]
    #expect(
      try spread.item().placement?.numa?.hasPrefix(
        "10 GiB over 2 NUMA nodes does not fit those of h1 (8 GiB, 4 GiB)") == true)
    // Two shares may stand on one node.
    spread.inventory.hosts[0].numaNodes = [.gibibytes(10), .gibibytes(4)]
    #expect(try spread.item().placement == nil)
  }
}
