import CapacityModel
import HeadroomBasics
import Planning
import Testing

@Suite struct FailoverTests {
  private func fixture(_ memory: [Int64], size: Double, level: Double = 2) -> PlanFixture {
    let names = memory.indices.map { "h\($0 + 1)" }
    return PlanFixture(
      names.map { (.steady("vm-\($0)", size: size, level: level), $0) },
      on: zip(names, memory).map { Inventory.Host(name: $0, memory: .gibibytes($1)) })
  }

  /// Warnings of clusters.
  private func warnings(_ fixture: PlanFixture) throws -> [String] {
    try fixture.plan().warnings.filter { $0.hasPrefix("Cluster ") }
  }

  @Test("a cluster without reserves is warned where it could not lose its largest host")
  func largest() throws {
    #expect(
      try warnings(fixture([16, 32, 16], size: 12)) == [
        "Cluster c1 could not lose its largest host, h2, after the plan: 36 GiB are configured "
          + "where the others allow 32 GiB, and the hosts' 99 % peaks add up to 10.5 GiB where the "
          + "others have 32 GiB; not every host names a failover reserve."
      ])
    #expect(try warnings(fixture([16, 32, 16], size: 10)).isEmpty)
  }

  @Test("peaks count as well as sizes, and overcommit helps only sizes")
  func peaks() throws {
    var fixture = fixture([16, 16], size: 12, level: 8)
    for index in 0..<2 { fixture.inventory.hosts[index].overcommitLimit = 2 }
    #expect(try warnings(fixture).count == 1)
    fixture.guests[0].level = 4
    #expect(try warnings(fixture).isEmpty)
  }

  @Test("a reserve on every host is a word; hosts by themselves are no cluster")
  func reserves() throws {
    var fixture = fixture([16, 16], size: 12)
    #expect(try warnings(fixture).count == 1)
    fixture.inventory.hosts[0].failoverReserve = .gibibytes(4)
    #expect(try warnings(fixture).count == 1)
    fixture.inventory.hosts[1].failoverReserve = .zero
    #expect(try warnings(fixture).isEmpty)
    #expect(try warnings(self.fixture([16], size: 15)).isEmpty)
  }
}
