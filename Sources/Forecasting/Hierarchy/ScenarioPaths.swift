import CapacityModel
import HeadroomBasics

/// A scenario bound to the series and steps of a forecast.
struct ScenarioPaths: Sendable {
  private let scenario: Scenario
  private let hierarchy: Hierarchy
  private let calendar: StepCalendar
  private let seed: UInt64

  /// What one month of growth lasts.
  private static let month = Double(30 * Duration.millisecondsPerDay)

  init(_ scenario: Scenario, hierarchy: Hierarchy, calendar: StepCalendar, seed: UInt64) {
    (self.scenario, self.hierarchy) = (scenario, hierarchy)
    (self.calendar, self.seed) = (calendar, seed)
  }

  /// Series that the first `changes` changes touch.
  func touched(changes: Int) -> Set<EntityID> {
    Set(
      scenario.changes.prefix(changes).flatMap { change -> [EntityID] in
        switch change.kind {
        case .add: []
        case .retire(let entities), .grow(let entities, _, _), .move(let entities, _): entities
        }
      })
  }

  /// What the demand of `entity` is multiplied by at each step ahead after the first `changes` changes, where it counts
  /// towards `node` and towards no other node of its level.
  func weights(of entity: EntityID, in node: HierarchyNode, changes: Int) -> [Double] {
    (0..<calendar.count).map { step in
      let instant = calendar.instant(step)
      var (weight, host): (Double, String?) = (1, nil)
      for change in scenario.changes.prefix(changes) where change.from <= instant {
        switch change.kind {
        case .retire(let entities) where entities.contains(entity): weight = 0
        case .grow(let entities, let factor, let perMonth) where entities.contains(entity):
          let months = Double(instant.milliseconds - change.from.milliseconds) / Self.month
          weight *= factor * Exponential.power(perMonth, months)
        case .move(let entities, let target) where entities.contains(entity): host = target
        case .add, .retire, .grow, .move: break
        }
      }
      let runsHere =
        host.map { hierarchy.place(ofHost: $0, at: node.level) == node.name }
        ?? node.members.contains { hierarchy.entities[$0] == entity }
      return runsHere ? weight : 0
    }
  }

  /// Adds the new workloads of `node` among the first `changes` changes.
  ///
  /// - Parameter sum: Shape `[h × S]`.
  func addNew(to sum: inout [Double], of node: HierarchyNode, pathCount: Int, changes: Int) {
    for change in scenario.changes.prefix(changes) {
      guard case .add(let addition) = change.kind, runs(addition, on: node) else { continue }
      let sizes = sizes(of: addition, pathCount: pathCount)
      for step in 0..<calendar.count where change.from <= calendar.instant(step) {
        for path in 0..<pathCount { sum[step * pathCount + path] += sizes[path] }
      }
    }
  }

  private func runs(_ addition: Scenario.Addition, on node: HierarchyNode) -> Bool {
    if node.level == .fleet { return true }
    if let host = addition.host, let place = hierarchy.place(ofHost: host, at: node.level) {
      return place == node.name
    }
    let named: String? =
      switch node.level {
      case .host: addition.host
      case .cluster: addition.cluster
      case .site: addition.site
      case .vm, .fleet: nil
      }
    return (named ?? Hierarchy.unassigned) == node.name
  }

  /// The demand of all workloads together on each path; a path's sizes are its own, for they are not known yet.
  private func sizes(of addition: Scenario.Addition, pathCount: Int) -> [Double] {
    var noise = SplitMix64(name: addition.name, seed: seed)
    let median = Double(addition.p50.bytes)
    // The standard normal's 0.9 quantile is 1.2815515655446004.
    let spread =
      Exponential.logarithm(Double(addition.p90.bytes) / median) / 1.281_551_565_544_600_4
    return (0..<pathCount).map { _ in
      (0..<addition.count).reduce(0.0) { sum, _ in
        sum + median * Exponential.of(spread * Self.normal(&noise))
      }
    }
  }

  /// A standard normal number.
  ///
  /// Source: Marsaglia & Bray (1964), SIAM Review 6(3), the polar method.
  private static func normal(_ noise: inout SplitMix64) -> Double {
    while true {
      let (x, y) = (
        Double.random(in: -1...1, using: &noise), Double.random(in: -1...1, using: &noise)
      )
      let square = x * x + y * y
      if square > 0, square < 1 {
        return x * (-2 * Exponential.logarithm(square) / square).squareRoot()
      }
    }
  }
}
