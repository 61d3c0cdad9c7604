internal import Backtesting
internal import CapacityModel
internal import HeadroomBasics

/// What became of past decisions like a plan's, in words.
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
    return "Of \(record.count) past decisions like these: \(parts.joined(separator: "; "))."
  }
}
