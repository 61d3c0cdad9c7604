internal import CapacityModel
internal import Evaluation
internal import HeadroomBasics

/// Outcomes of past decisions like a plan's, in words.
enum DecisionRecordText {
  /// One sentence; `nil` where the history is too short for any.
  static func sentence(_ record: DecisionRecord) -> String {
    guard record.count > 0 else {
      return
        "The history is too short to check past decisions at this horizon; scores are as sure as they were on other fleets."
    }
    let parts = PlanItem.Action.allCases.compactMap { action -> String? in
      guard let tally = record.tallies[action], tally.count > 0 else { return nil }
      let share = { (misses: Double) in
        "\((misses / Double(tally.count) * 1000).rounded() / 10) %"
      }
      let name = ["grow": "growths", "shrink": "shrinks", "hold": "holds"][action.rawValue]
      return
        "\(name ?? action.rawValue) promised \(share(tally.promised)) misses, \(share(Double(tally.came))) came"
    }
    return
      "Of \(NumberText.grouped(record.count)) past decisions like these: \(parts.joined(separator: "; "))."
  }
}

extension DecisionRecordText {
  /// Which policy past decisions chose, and by how much, or that too few could be replayed; `nil` where one was asked for.
  static func sentence(_ gate: HorizonGate) -> String? {
    guard let own = gate.scores.first(where: { $0.policy == gate.chosen }) else { return nil }
    guard own.count >= HorizonGate.leastDecisions else {
      return
        "Sizes are chosen by \(gate.chosen): \(own.count) past decisions could be replayed, and it takes "
        + "\(HorizonGate.leastDecisions) to choose another policy by them."
    }
    let others = gate.scores.filter { $0.policy != gate.chosen }
    guard let best = others.min(by: { $0.gib < $1.gib }) else { return nil }
    let text = { (score: HorizonGate.Score) in
      "\(Int(score.gib.rounded())) GiB with \(score.came) misses"
    }
    return
      "Sizes are chosen by \(gate.chosen): on \(own.count) replayed past decisions \(text(own)), the leanest other policy, "
      + "\(best.policy), \(text(best))."
  }
}
