public import CapacityModel
internal import HeadroomBasics

/// An inventory as `headroom.inventory/v1` YAML; `docs/formats/inventory.md` explains every key.
///
/// Only what is known is written. The emitter is our own, since files keep their bytes whatever a library makes of a name.
public enum InventoryYAML {
  /// The text of `inventory`.
  public static func text(of inventory: Inventory) -> String {
    var lines = ["schema: \(InventoryFile.schemaName)"]
    lines += list("entities", inventory.entities.map(fields))
    lines += list("hosts", inventory.hosts.map(fields))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fields(_ entity: Inventory.Entity) -> [String] {
    present([
      ("entity", YAMLText.scalar(entity.entity.name)),
      ("platform", entity.platform.map(YAMLText.scalar)),
      ("host", entity.host.map(YAMLText.scalar)), ("cluster", entity.cluster.map(YAMLText.scalar)),
      ("site", entity.site.map(YAMLText.scalar)), ("tier", entity.tier?.rawValue),
      ("owner", entity.owner.map(YAMLText.scalar)), ("hotAdd", entity.hotAdd.map { "\($0)" }),
      ("minimumSize", entity.minimumSize.map(size)),
      ("maximumSize", entity.maximumSize.map(size)), ("sizeStep", entity.sizeStep.map(size)),
      ("window", entity.window.map(YAMLText.scalar)),
      ("numaNodes", entity.numaNodes.map { "\($0)" }),
    ])
  }

  private static func fields(_ host: Inventory.Host) -> [String] {
    present([
      ("name", YAMLText.scalar(host.name)), ("memory", size(host.memory)),
      ("failoverReserve", host.failoverReserve.map(size)),
      ("overcommitLimit", host.overcommitLimit.map { "\($0)" }),
      ("cluster", host.cluster.map(YAMLText.scalar)),
      ("numaNodes", host.numaNodes.map { "[\($0.map(size).joined(separator: ", "))]" }),
    ])
  }

  private static func present(_ fields: [(String, String?)]) -> [String] {
    fields.compactMap { key, value in value.map { "\(key): \($0)" } }
  }

  private static func list(_ key: String, _ items: [[String]]) -> [String] {
    if items.isEmpty { return ["\(key): []"] }
    let lines = items.flatMap { fields in
      fields.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
    }
    return ["\(key):"] + lines
  }

  /// A size in the largest binary unit that leaves it whole: `64GiB`, `1536MiB`.
  private static func size(_ amount: ByteCount) -> String {
    for (unit, bytes) in [("GiB", Int64(1) << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
    where amount.bytes % bytes == 0 {
      return "\(amount.bytes / bytes)\(unit)"
    }
    return "\(amount.bytes)B"
  }
}
