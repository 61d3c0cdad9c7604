import CapacityModel
import HeadroomBasics

/// Puts VMs onto hosts as years of use leave them: some hosts full, some oversubscribed, one half empty.
struct FleetPlacement {
  /// One cluster: VMs `i` with `i % 4` in `slots` live there.
  private struct Cluster {
    let name: String
    let site: String
    let platform: String
    let slots: [Int]
    let overcommitLimit: Double
    /// How full each host is filled before the next one is opened, over installed memory, in turn.
    let fill: [Double]
  }

  private static let clusters = [
    Cluster(
      name: "fra1-general", site: "fra1", platform: "vmware", slots: [0, 2],
      overcommitLimit: 1.25, fill: [1.1, 0.9, 1.0]),
    Cluster(
      name: "ams1-general", site: "ams1", platform: "vmware", slots: [1],
      overcommitLimit: 1.25, fill: [0.95, 1.15]),
    Cluster(
      name: "ams1-kvm", site: "ams1", platform: "libvirt", slots: [3],
      overcommitLimit: 1, fill: [0.86, 0.8]),
  ]
  private static let owners = [
    ("payments", 3), ("web-shop", 4), ("data-platform", 3), ("search", 2), ("analytics", 2),
    ("internal-it", 4), ("logistics", 2),
  ]
  private static let windows = [
    ("Sun 02:00-05:00 UTC", 4), ("Sat 22:00-02:00 UTC", 3), ("Wed 03:00-04:00 UTC", 2),
  ]
  private static let hostMemory = ByteCount.gibibytes(128)
  private static let reserve = ByteCount.gibibytes(16)

  /// The inventory of `recipe`; VM `k` stands on the same host in a fleet of more VMs.
  static func inventory(of recipe: FleetRecipe) -> Inventory {
    var hosts: [[Inventory.Host]] = clusters.map { _ in [] }
    var filled: [ByteCount] = clusters.map { _ in .zero }
    var entities: [Inventory.Entity] = []
    for index in 0..<recipe.vms {
      let truth = VMDrawing.truth(of: index, in: recipe)
      guard let place = clusters.firstIndex(where: { $0.slots.contains(index % 4) }) else {
        preconditionFailure("no cluster takes VM \(index)")
      }
      let size = truth.configuredAtEnd
      if !fits(size, beside: filled[place], on: hosts[place].count, of: clusters[place]) {
        hosts[place].append(host(hosts[place].count, of: clusters[place]))
        filled[place] = .zero
      }
      filled[place] += size
      entities.append(
        entity(truth, index: index, in: clusters[place], on: hosts[place].last?.name, recipe))
    }
    return Inventory(entities: entities, hosts: hosts.flatMap { $0 })
  }

  private static func fits(
    _ size: ByteCount, beside filled: ByteCount, on hosts: Int, of cluster: Cluster
  ) -> Bool {
    guard hosts > 0 else { return false }
    let share = cluster.fill[(hosts - 1) % cluster.fill.count]
    return Double((filled + size).bytes) <= Double(hostMemory.bytes) * share
  }

  private static func host(_ index: Int, of cluster: Cluster) -> Inventory.Host {
    let digits = String(index + 1)
    let name = "\(cluster.name)-h" + (digits.count < 2 ? "0" : "") + digits
    var host = Inventory.Host(name: name, memory: hostMemory)
    host.failoverReserve = reserve
    host.overcommitLimit = cluster.overcommitLimit
    return host
  }

  private static func entity(
    _ truth: VMTruth, index: Int, in cluster: Cluster, on host: String?, _ recipe: FleetRecipe
  ) -> Inventory.Entity {
    var random = FleetRandom(seed: recipe.seed, stream: UInt64(index), purpose: 6)
    let isVMware = cluster.platform == "vmware"
    var entity = Inventory.Entity(entity: truth.entity)
    entity.platform = cluster.platform
    (entity.host, entity.cluster, entity.site) = (host, cluster.name, cluster.site)
    entity.tier = tier(of: truth.behaviours[0], using: &random)
    entity.owner = random.choice(owners)
    entity.hotAdd = random.happens(isVMware ? 0.7 : 0.3)
    entity.minimumSize = .gibibytes(1)
    entity.maximumSize = .gibibytes(96)
    entity.sizeStep = isVMware ? .mebibytes(256) : .mebibytes(512)
    entity.window = random.choice(windows)
    return entity
  }

  private static func tier(
    of behaviour: FleetBehaviour, using random: inout FleetRandom
  ) -> Tier {
    switch behaviour {
    case .monthEnd: random.choice([(.batch, 2), (.standard, 1)])
    case .idle: random.choice([(.batch, 1), (.standard, 3)])
    default: random.choice([(.critical, 5), (.standard, 11), (.batch, 3)])
    }
  }
}
