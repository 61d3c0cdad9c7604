import CapacityModel
import HeadroomBasics

extension ReconciledForecast {
  /// Joint futures of one node with the first `changes` changes of a scenario.
  func paths(of node: HierarchyNode, in scenario: ScenarioPaths, changes: Int) -> JointPaths {
    var joint = JointPaths(
      entities: [EntityID(node.name)], calendar: parts.calendar, pathCount: pathCount)
    let touched = scenario.touched(changes: changes)
    let untouched = node.members.filter { !touched.contains(hierarchy.entities[$0]) }
    var rest = node
    rest.members = untouched
    joint.add(paths(of: rest).values, to: 0)
    for column in parts.entities.indices where touched.contains(parts.entities[column]) {
      let weights = scenario.weights(of: parts.entities[column], in: node, changes: changes)
      guard weights.contains(where: { $0 != 0 }) else { continue }
      var own = Array(repeating: 0.0, count: parts.horizon * pathCount)
      addPaths(of: column, to: &own)
      for index in own.indices { own[index] *= weights[index / pathCount] }
      joint.add(own, to: 0)
    }
    var new = Array(repeating: 0.0, count: parts.horizon * pathCount)
    scenario.addNew(to: &new, of: node, pathCount: pathCount, changes: changes)
    joint.add(new, to: 0)
    return joint
  }

  /// What each change of the scenario does to the fleet at the last step.
  func effect(of scenario: Scenario, _ bound: ScenarioPaths) -> ScenarioEffect? {
    guard let fleet = hierarchy.nodes(at: .fleet).first else { return nil }
    func quantiles(_ changes: Int) -> ScenarioEffect.Quantiles {
      let last = parts.horizon - 1
      let values = paths(of: fleet, in: bound, changes: changes).quantiles([0.5, 0.9])
      return .init(p50: Self.bytes(values[0][last]), p90: Self.bytes(values[1][last]))
    }
    var states = [quantiles(0)]
    for change in scenario.changes.indices { states.append(quantiles(change + 1)) }
    let lines = scenario.changes.indices.map { index in
      ScenarioEffect.Line(
        text: scenario.changes[index].text, from: scenario.changes[index].from,
        adds: .init(
          p50: states[index + 1].p50 - states[index].p50,
          p90: states[index + 1].p90 - states[index].p90))
    }
    return ScenarioEffect(
      name: scenario.name, before: states[0], lines: lines, after: states[states.count - 1])
  }

  /// Whole bytes, within what a size can be.
  static func bytes(_ value: Double) -> ByteCount { ByteCount(Int64(min(max(value, 0), 9e18))) }
}
