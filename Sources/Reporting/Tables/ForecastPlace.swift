import CapacityModel
import HeadroomBasics

/// One cell of a forecast's matrices: a series at a step ahead.
struct ForecastPlace {
  let level: HierarchyLevel
  let forecast: ForecastPanel
  let series: Int
  let step: Int
  let capacity: ByteCount?

  var index: Int { step * forecast.seriesCount + series }
  var entity: EntityID { forecast.entities[series] }

  /// The fields that say which series a row is of.
  static var names: [TableField<ForecastPlace>] {
    [
      .text("level", "vm, cluster or fleet") { $0.level.rawValue },
      .text("entity", "the name of the VM or cluster; fleet for the fleet") { $0.entity.name },
    ]
  }

  /// A column a quantile, `q0.5_bytes`; none where the forecasts hold none.
  static func quantiles(
    _ levels: [Double], _ meaning: String,
    _ value: @escaping (ForecastPlace, Int) -> Double
  ) -> [TableField<ForecastPlace>] {
    levels.indices.map { level in
      .bytes("q\(NumberText.plain(levels[level]))_bytes", meaning) { value($0, level) }
    }
  }
}
