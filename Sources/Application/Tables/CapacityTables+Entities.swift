public import CapacityModel
internal import HeadroomBasics

extension CapacityTables {
  /// The VM whose predicted peak (90 % quantile over the horizon) is the largest share of its size; where no size is
  /// known, the one with the largest peak; the first by name of equal ones, `nil` without any.
  public var tightestEntity: EntityID? {
    guard let part = forecasts.first(where: { $0.level == .vm }) else { return nil }
    var best: (entity: EntityID, isShare: Bool, value: Double)?
    for series in 0..<part.forecast.seriesCount {
      guard let peak = part.forecast.peak(of: series)?.quantile(at: 0.9) else { continue }
      let size = part.capacities[series].map { Double($0.bytes) }
      let value = size.map { peak / $0 } ?? peak
      let isShare = size != nil
      if let best, best.isShare && !isShare || best.isShare == isShare && best.value >= value {
        continue
      }
      best = (part.forecast.entities[series], isShare, value)
    }
    return best?.entity
  }

  /// Checks that every name is one of the entities.
  ///
  /// - Throws: `ApplicationError.badRequest`, which lists similar names.
  public func checkEntities(_ names: [EntityID]) throws(ApplicationError) {
    let known = Set(entities.map(\.entity))
    guard let unknown = names.first(where: { !known.contains($0) })?.name else { return }
    let near = entities.map { (distance: $0.entity.name.editDistance(to: unknown), $0.entity.name) }
      .sorted { $0 < $1 }.prefix(3).map { "'\($0.1)'" }
    throw .badRequest(
      problem: "the store has no entity '\(unknown)' with demand before the origin",
      remedy: "names are case-sensitive; the nearest are \(near.joined(separator: ", "))")
  }
}
