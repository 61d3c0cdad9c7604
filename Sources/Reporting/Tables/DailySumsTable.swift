public import CapacityModel
internal import HeadroomBasics

/// One row a cluster or the fleet and day: the past that its forecast continues.
public struct DailySumsTable: CapacityTable {
  /// `sums_daily`.
  public static let name = "sums_daily"
  /// One line for people.
  public static let summary =
    "one row a cluster or the fleet, and day: the sum of its VMs' daily peaks, as forecasts learn it"

  /// Creates the table.
  public init() {}

  private var fields: [TableField<DailySum>] {
    [
      .text("level", "cluster or fleet") { $0.level.rawValue },
      .text("entity", "the name of the cluster; fleet for the fleet") { $0.entity.name },
      .day("day", "the UTC day") { $0.day },
      .bytes("peak_bytes", "sum of the VMs' peaks; days on which too few were seen have no row") {
        $0.value
      },
    ]
  }

  /// The columns.
  public func columns(in tables: CapacityTables) -> [TableColumn]? { fields.map(\.column) }

  /// Writes the sums of each level in its order, oldest first.
  public func write(_ tables: CapacityTables, to sink: ByteSink) throws -> Int {
    let rows = tables.forecasts.lazy.compactMap { part in
      part.history.map { (level: part.level, panel: $0) }
    }.flatMap { part in
      (0..<part.panel.seriesCount).lazy.flatMap { series in
        (0..<part.panel.stepCount).lazy.compactMap { step in
          part.panel[step, series].map { value in
            DailySum(
              level: part.level, entity: part.panel.entities[series],
              day: part.panel.calendar.instant(step), value: value)
          }
        }
      }
    }
    return try fields.write(rows, to: sink)
  }

  private struct DailySum {
    let level: HierarchyLevel
    let entity: EntityID
    let day: Timestamp
    let value: Double
  }
}
