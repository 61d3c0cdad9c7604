import CapacityModel

/// Plans on hosts.
extension PlanFixture {
  /// Guests, each with the host that it runs on, in one cluster.
  init(
    _ guests: [(guest: Guest, host: String)], on hosts: [Inventory.Host], cluster: String? = "c1"
  ) {
    self.init(guests: guests.map(\.guest))
    inventory.hosts = hosts.map { host in
      var host = host
      host.cluster = cluster
      return host
    }
    inventory.entities = guests.map { guest, host in
      var entity = Inventory.Entity(entity: EntityID(guest.name))
      entity.host = host
      return entity
    }
  }
}

extension Guest {
  /// Grows from 4 to 10 GiB; its 99 % peak is 9.5, its median one 8.
  static func growing(_ name: String, tier: Tier = .standard) -> Guest {
    Guest(name: name, configured: 4, level: 8, wanted: 10, tier: tier)
  }

  /// Keeps its size; its 99 % peak lies 1.5 GiB above its level.
  static func steady(_ name: String, size: Double, level: Double = 2) -> Guest {
    Guest(
      name: name, configured: size, peaks: Array(repeating: level, count: 40), level: level,
      wanted: size)
  }
}
