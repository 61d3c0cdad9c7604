public import CapacityModel

/// One row an entity: what it is and what is known of it.
public struct EntitiesTable: CapacityTable {
  /// `entities`.
  public static let name = "entities"
  /// One line for people.
  public static let summary = "one row an entity: what it is, where it runs, what was seen of it"

  private var fields: [TableField<EntityFacts>] {
    [
      .text("entity", "the name, as samples spell it") { $0.entity.name },
      .text("platform", "from the inventory, as are host to hot_add") { $0.listed?.platform },
      .text("host", "the host it runs on") { $0.listed?.host },
      .text("cluster", "the cluster, of its host where the entry names none") { $0.cluster },
      .text("site", "the site, in the same way") { $0.site },
      .text("tier", "critical, standard or batch; empty counts as standard") {
        $0.listed?.tier?.rawValue
      },
      .text("owner", "who signs for it") { $0.listed?.owner },
      .truth("hot_add", "whether its memory can grow while it runs") { $0.listed?.hotAdd },
      .size("configured_bytes", "the size in force at the origin") { $0.configured },
      .day("first_day", "the first day with a sample of demand") { $0.firstDay },
      .day("last_day", "the last one") { $0.lastDay },
      .count("observed_days", "days with demand") { $0.observedDays },
      .count("samples", "samples of demand") { $0.samples },
      .text("behaviour", "idle, flat, seasonal, growing or bursty; empty with too little history") {
        $0.behaviour?.rawValue
      },
    ]
  }

  /// Creates the table.
  public init() {}

  /// The columns.
  public func columns(in tables: CapacityTables) -> [TableColumn]? { fields.map(\.column) }

  /// Writes the entities by name.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    try fields.write(tables.entities, to: sink)
  }
}
