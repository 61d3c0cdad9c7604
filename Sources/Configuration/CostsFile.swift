public import CapacityModel

/// Reads and writes what shortages, changes, memory and power cost: YAML or JSON (`headroom.costs/v1`).
public enum CostsFile {
  /// The format's name and version.
  public static let schemaName = "headroom.costs/v1"

  private static let keys = ["slack", "shortage", "event", "resize", "restart"]

  /// Reads the prices at `path`; what is absent follows from the defaults.
  ///
  /// - Throws: `ConfigurationError.unreadable` where the file cannot be read, `.invalid` where it says something
  ///   wrong: an unknown key, a negative price, slack that costs nothing.
  public static func read(_ path: String) throws(ConfigurationError) -> CostSchedule {
    try parse(try Document.text(of: path), path: path)
  }

  /// A file that holds `prices` and leaves everything else at its default.
  public static func text(of prices: MemoryPrices) -> String {
    let lines = prices.named.map { "\($0): \($1)" }
    return (["schema: \(schemaName)"] + lines).joined(separator: "\n") + "\n"
  }

  /// Reads YAML text.
  static func parse(_ text: String, path: String) throws(ConfigurationError) -> CostSchedule {
    let root = try ConfigurationNode(parsing: text, path: path, schema: schemaName)
    let fields = try root.fields(
      ["schema"] + keys + ["tiers"] + MemoryPrices.keys)
    let standard = try model(fields, from: CostModel(), at: root)
    var schedule = CostSchedule(standard: standard)
    if let tiers = fields["tiers"] {
      let named = try tiers.fields(Tier.allCases.map(\.rawValue))
      if let node = named["standard"] {
        schedule = CostSchedule(standard: try model(node, from: standard))
      }
      if let node = named["critical"] {
        schedule.critical = try model(node, from: schedule.critical)
      }
      if let node = named["batch"] { schedule.batch = try model(node, from: schedule.batch) }
    }
    schedule.prices = try MemoryPrices(fields)
    return schedule
  }

  private static func model(
    _ node: ConfigurationNode, from costs: CostModel
  ) throws(ConfigurationError) -> CostModel {
    try model(try node.fields(keys), from: costs, at: node)
  }

  private static func model(
    _ fields: [String: ConfigurationNode], from costs: CostModel, at node: ConfigurationNode
  ) throws(ConfigurationError) -> CostModel {
    var costs = costs
    costs.slack = try fields["slack"]?.number() ?? costs.slack
    costs.shortage = try fields["shortage"]?.number() ?? costs.shortage
    costs.event = try fields["event"]?.number() ?? costs.event
    costs.resize = try fields["resize"]?.number() ?? costs.resize
    costs.restart = try fields["restart"]?.number() ?? costs.restart
    guard costs.slack > 0 else {
      throw (fields["slack"] ?? node).failure(
        "slack costs nothing, so the largest size would always win",
        remedy: "give it a price above 0; 1 makes it the unit")
    }
    return costs
  }
}
