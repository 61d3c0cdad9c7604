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
    if let prices = inventory.prices {
      let fields = present([
        ("perGibibyteMonth", prices.perGibibyteMonth.map { "\($0)" }),
        ("perGibibyteBought", prices.perGibibyteBought.map { "\($0)" }),
        ("licencePerGibibyteMonth", prices.licencePerGibibyteMonth.map { "\($0)" }),
        ("wattsPerGibibyte", prices.wattsPerGibibyte.map { "\($0)" }),
        ("perKilowattHour", prices.perKilowattHour.map { "\($0)" }),
        ("currency", prices.currency.map(quoted)),
      ])
      lines += fields.isEmpty ? ["prices: {}"] : ["prices:"] + fields.map { "  " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fields(_ entity: Inventory.Entity) -> [String] {
    present([
      ("entity", quoted(entity.entity.name)), ("platform", entity.platform.map(quoted)),
      ("host", entity.host.map(quoted)), ("cluster", entity.cluster.map(quoted)),
      ("site", entity.site.map(quoted)), ("tier", entity.tier?.rawValue),
      ("owner", entity.owner.map(quoted)), ("hotAdd", entity.hotAdd.map { "\($0)" }),
      ("minimumSize", entity.minimumSize.map(size)),
      ("maximumSize", entity.maximumSize.map(size)), ("sizeStep", entity.sizeStep.map(size)),
      ("window", entity.window.map(quoted)),
      ("numaNodes", entity.numaNodes.map { "\($0)" }),
    ])
  }

  private static func fields(_ host: Inventory.Host) -> [String] {
    present([
      ("name", quoted(host.name)), ("memory", size(host.memory)),
      ("failoverReserve", host.failoverReserve.map(size)),
      ("overcommitLimit", host.overcommitLimit.map { "\($0)" }),
      ("cluster", host.cluster.map(quoted)),
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

  private static let reserved: Set<String> = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n",
  ]

  /// A plain scalar where YAML cannot read anything else into it, a double-quoted one otherwise.
  private static func quoted(_ text: String) -> String {
    let isWord = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
    let startsWithLetter = text.unicodeScalars.first.map { $0.properties.isAlphabetic } ?? false
    if isWord, startsWithLetter, !reserved.contains(text.lowercased()) { return text }
    return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case _
    where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || (0x2028...0x2029).contains(scalar.value) || scalar.value == 0xFEFF:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return String(scalar)
    }
  }
}
