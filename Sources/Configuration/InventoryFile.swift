public import CapacityModel
internal import HeadroomBasics

/// Reads inventories: YAML or JSON (`headroom.inventory/v1`), or a CSV of entities.
public enum InventoryFile {
  /// The format's name and version.
  public static let schemaName = "headroom.inventory/v1"

  /// Reads the inventory at `path`; a name that ends in `.csv` is CSV, anything else YAML.
  ///
  /// - Throws: `ConfigurationError.unreadable` where the file cannot be read, `.invalid` where it says something
  ///   wrong: an unknown key, a thing named twice, a host that is not listed, a size or price that makes no sense.
  public static func read(_ path: String) throws(ConfigurationError) -> Inventory {
    let text = try Document.text(of: path)
    if path.hasSuffix(".csv") { return try InventoryTable(parsing: text, path: path).inventory() }
    return try parse(text, path: path)
  }

  /// Reads YAML text.
  static func parse(_ text: String, path: String) throws(ConfigurationError) -> Inventory {
    let root = try ConfigurationNode(parsing: text, path: path, schema: schemaName)
    let fields = try root.fields(["schema", "entities", "hosts", "prices", "compression"])
    var inventory = Inventory.empty
    var hosts: [String: Inventory.Host] = [:]
    for node in try fields["hosts"]?.elements() ?? [] {
      let host = try host(node)
      guard hosts.updateValue(host, forKey: host.name) == nil else {
        throw node.failure("two hosts are named '\(host.name)'", remedy: "rename one")
      }
      inventory.hosts.append(host)
    }
    var names = Set<EntityID>()
    for node in try fields["entities"]?.elements() ?? [] {
      let entity = try entity(node)
      guard names.insert(entity.entity).inserted else {
        throw node.failure("two entities are named '\(entity.entity)'", remedy: "keep one of them")
      }
      try check(entity, at: node, hosts: hosts)
      inventory.entities.append(entity)
    }
    if let node = fields["prices"] {
      inventory.prices = try MemoryPrices(node.fields(MemoryPrices.keys))
    }
    if let node = fields["compression"] { inventory.compression = try compression(node) }
    return inventory
  }

  private static func compression(
    _ node: ConfigurationNode
  ) throws(ConfigurationError) -> Inventory.Compression {
    let fields = try node.fields(["ratio", "coldShare"])
    guard let ratio = try fields["ratio"]?.number(), ratio > 1 else {
      throw (fields["ratio"] ?? node).failure(
        "compression needs a ratio above 1", remedy: "write the size before over the size after: 3")
    }
    let share = try fields["coldShare"]?.number()
    if let share, let field = fields["coldShare"], share > 1 {
      throw field.failure(
        "a coldShare of \(share) is more than all of demand", remedy: "write a share from 0 to 1")
    }
    return Inventory.Compression(ratio: ratio, coldShare: share)
  }

  private static func check(
    _ entity: Inventory.Entity, at node: ConfigurationNode, hosts: [String: Inventory.Host]
  ) throws(ConfigurationError) {
    guard let name = entity.host, !hosts.isEmpty else { return }
    guard let host = hosts[name] else {
      throw node.failure(
        "'\(entity.entity)' runs on host '\(name)', which is not listed",
        remedy: "add it under hosts with its memory")
    }
    guard let own = entity.cluster, let cluster = host.cluster, own != cluster else { return }
    throw node.failure(
      "'\(entity.entity)' is in cluster '\(own)' and its host '\(name)' in '\(cluster)'",
      remedy: "keep one of them")
  }

  private static func host(_ node: ConfigurationNode) throws(ConfigurationError) -> Inventory.Host {
    let fields = try node.fields([
      "name", "memory", "failoverReserve", "overcommitLimit", "cluster", "numaNodes",
    ])
    guard let name = try fields["name"]?.text(), let memory = try fields["memory"]?.size() else {
      throw node.failure("a host needs a name and its memory", remedy: "add 'memory: 256GiB'")
    }
    var host = Inventory.Host(name: name, memory: memory)
    host.failoverReserve = try fields["failoverReserve"]?.size(allowingZero: true)
    if let place = fields["failoverReserve"], let reserve = host.failoverReserve, reserve > memory {
      throw place.failure(
        "'\(name)' keeps \(reserve) free of \(memory)", remedy: "reserve at most its memory")
    }
    host.overcommitLimit = try fields["overcommitLimit"]?.number()
    if let place = fields["overcommitLimit"], host.overcommitLimit == 0 {
      throw place.failure("a limit of 0 allows nothing", remedy: "write 1 for no overcommit")
    }
    host.cluster = try fields["cluster"]?.text()
    if let list = fields["numaNodes"] { host.numaNodes = try numaNodes(list, of: host) }
    return host
  }

  private static func numaNodes(
    _ list: ConfigurationNode, of host: Inventory.Host
  ) throws(ConfigurationError) -> [ByteCount] {
    var nodes: [ByteCount] = []
    for node in try list.elements() { nodes.append(try node.size()) }
    let sum = nodes.reduce(ByteCount.zero, +)
    guard !nodes.isEmpty, sum <= host.memory else {
      throw list.failure(
        "'\(host.name)' has \(nodes.count) NUMA nodes with \(sum) of its \(host.memory)",
        remedy: "list the memory of each, together at most the host's")
    }
    return nodes
  }

  private static func entity(_ node: ConfigurationNode) throws(ConfigurationError)
    -> Inventory.Entity
  {
    let fields = try node.fields(InventoryTable.columns)
    guard let name = try fields["entity"]?.text() else {
      throw node.failure("an entity needs its name", remedy: "add 'entity: NAME'")
    }
    var entity = Inventory.Entity(entity: EntityID(name))
    entity.platform = try fields["platform"]?.text()
    entity.host = try fields["host"]?.text()
    entity.cluster = try fields["cluster"]?.text()
    entity.site = try fields["site"]?.text()
    entity.tier = try fields["tier"]?.choice(of: Tier.self)
    entity.owner = try fields["owner"]?.text()
    entity.hotAdd = try fields["hotAdd"]?.flag()
    entity.minimumSize = try fields["minimumSize"]?.size()
    entity.maximumSize = try fields["maximumSize"]?.size()
    entity.sizeStep = try fields["sizeStep"]?.size()
    entity.window = try fields["window"]?.window()
    entity.numaNodes = try fields["numaNodes"]?.count(of: "NUMA nodes")
    if let low = entity.minimumSize, let high = entity.maximumSize, low > high {
      throw node.failure(
        "'\(name)' has a minimum of \(low) above its maximum of \(high)", remedy: "swap them")
    }
    return entity
  }
}
