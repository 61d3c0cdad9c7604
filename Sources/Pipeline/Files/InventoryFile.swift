public import CapacityModel
internal import Foundation

/// Reads inventories: YAML or JSON (`headroom.inventory/v1`), or a CSV of entities.
public enum InventoryFile {
  /// The format's name and version.
  public static let schemaName = "headroom.inventory/v1"

  /// Reads the inventory at `path`; a name that ends in `.csv` is CSV, anything else YAML.
  ///
  /// - Throws: `PipelineError.unreadable` where the file cannot be read, `.badConfiguration` where it says something
  ///   wrong: an unknown key, a thing named twice, a host that is not listed, a size or price that makes no sense.
  public static func read(_ path: String) throws(PipelineError) -> Inventory {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .unreadable(path: path, reason: "\(error.localizedDescription)")
    }
    if path.hasSuffix(".csv") { return try InventoryTable(parsing: text, path: path).inventory() }
    return try parse(text, path: path)
  }

  /// Reads YAML text.
  static func parse(_ text: String, path: String) throws(PipelineError) -> Inventory {
    let root = try ConfigurationNode(parsing: text, path: path, schema: schemaName)
    let fields = try root.fields(["schema", "entities", "hosts", "prices"])
    var inventory = Inventory.empty
    var places: [String: ConfigurationNode] = [:]
    for node in try fields["hosts"]?.elements() ?? [] {
      let host = try host(node)
      guard places.updateValue(node, forKey: host.name) == nil else {
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
      if let host = entity.host, !inventory.hosts.isEmpty, places[host] == nil {
        throw node.failure(
          "'\(entity.entity)' runs on host '\(host)', which is not listed",
          remedy: "add it under hosts with its memory")
      }
      inventory.entities.append(entity)
    }
    if let node = fields["prices"] { inventory.prices = try prices(node) }
    return inventory
  }

  private static func host(_ node: ConfigurationNode) throws(PipelineError) -> Inventory.Host {
    let fields = try node.fields([
      "name", "memory", "failoverReserve", "overcommitLimit", "cluster", "numaNodes",
    ])
    guard let name = try fields["name"]?.text(), let memory = try fields["memory"]?.size() else {
      throw node.failure("a host needs a name and its memory", remedy: "add 'memory: 256GiB'")
    }
    var host = Inventory.Host(name: name, memory: memory)
    host.failoverReserve = try fields["failoverReserve"]?.size(allowingZero: true)
    host.overcommitLimit = try fields["overcommitLimit"]?.number()
    host.cluster = try fields["cluster"]?.text()
    if let list = fields["numaNodes"] { host.numaNodes = try numaNodes(list, of: host) }
    return host
  }

  private static func numaNodes(
    _ list: ConfigurationNode, of host: Inventory.Host
  ) throws(PipelineError) -> [Inventory.NumaNode] {
    var nodes: [Inventory.NumaNode] = []
    for node in try list.elements() {
      guard let memory = try node.fields(["memory"])["memory"] else {
        throw node.failure("a NUMA node needs its memory", remedy: "write {memory: 64GiB}")
      }
      nodes.append(Inventory.NumaNode(memory: try memory.size()))
    }
    guard let largest = nodes.map(\.memory).max(), largest <= host.memory else {
      throw list.failure(
        "the NUMA nodes of '\(host.name)' are none, or one is larger than the host",
        remedy: "list the memory of each, at most \(host.memory)")
    }
    return nodes
  }

  private static func entity(_ node: ConfigurationNode) throws(PipelineError) -> Inventory.Entity {
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
    entity.window = try fields["window"]?.text()
    if let low = entity.minimumSize, let high = entity.maximumSize, low > high {
      throw node.failure(
        "'\(name)' has a minimum of \(low) above its maximum of \(high)", remedy: "swap them")
    }
    return entity
  }

  private static func prices(_ node: ConfigurationNode) throws(PipelineError) -> Inventory.Prices {
    let fields = try node.fields(["perGibibyteMonth", "currency"])
    return Inventory.Prices(
      perGibibyteMonth: try fields["perGibibyteMonth"]?.number(),
      currency: try fields["currency"]?.text())
  }
}
