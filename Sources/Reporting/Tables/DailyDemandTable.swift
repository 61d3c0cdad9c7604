public import CapacityModel

/// One row an entity and day: what was used, of what.
public struct DailyDemandTable: CapacityTable {
  /// `demand_daily`.
  public static let name = "demand_daily"
  /// One line for people.
  public static let summary = "one row an entity and UTC day: demand, size, and how much was seen"

  private var fields: [TableField<(entity: EntityID, day: DailyDemand.Day)>] {
    [
      .text("entity", "the name") { $0.entity.name },
      .day("day", "the UTC day; every one from the first to the last that was watched") {
        $0.day.day
      },
      .bytes("mean_bytes", "mean of the day's samples while on; empty without any") { $0.day.mean },
      .bytes("peak_bytes", "the largest of them") { $0.day.peak },
      .bytes("configured_bytes", "the last size in force that day; empty where not recorded") {
        $0.day.configured
      },
      .number("coverage", "share of the day that samples cover, time off included") {
        $0.day.coverage
      },
      .number("off_share", "share of the day in which it was off") { $0.day.off },
      .number("cut_off_share", "share of the day in which its size cut demand off") {
        $0.day.cutOff
      },
    ]
  }

  /// Creates the table.
  public init() {}

  /// The columns.
  public func columns(in tables: CapacityTables) -> [TableColumn]? { fields.map(\.column) }

  /// Writes the days, oldest first, entity by entity.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    let rows = tables.demand.lazy.flatMap { record in
      record.days.lazy.map { (entity: record.entity, day: $0) }
    }
    return try fields.write(rows, to: sink)
  }
}
