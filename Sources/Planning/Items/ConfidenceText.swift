import CapacityModel
import HeadroomBasics

/// A confidence and the record behind it, in words.
enum ConfidenceText {
  /// The probability that the peak over the horizon stays within `size`.
  ///
  /// - Parameter record: What became of past decisions.
  static func confidence(
    in size: ByteCount, outlook: DemandOutlook, action: PlanItem.Action, record: DecisionRecord
  ) -> PlanItem.Confidence {
    let score = outlook.confidence(in: size)
    return PlanItem.Confidence(
      score: score,
      meaning: "in \(PlanText.ofHundred(score)) of 100 such cases demand stays within "
        + "\(PlanText.gibibytes(size)) until \(outlook.end.dateText)",
      calibratedOn: calibration(of: action, by: record))
  }

  /// The past decisions of the same action that a score was corrected by.
  private static func calibration(
    of action: PlanItem.Action, by record: DecisionRecord
  ) -> String {
    let noun =
      switch action {
      case .grow: "growth"
      case .shrink: "shrink"
      case .hold: "hold"
      case .investigate: "decision"
      }
    guard let tally = record.tallies[action], tally.count > 0 else {
      return "decisions of other fleets; no past \(noun) of this fleet could be checked"
    }
    return "\(PlanText.count(tally.count, "past \(noun)")) of this fleet: "
      + "\(PlanText.tenths(tally.promised)) misses promised, \(tally.came) came"
  }
}

extension SizeDecision {
  /// What the entity's own past says against the score; `nil` where it agrees.
  var contradiction: String? {
    guard let size, let score, let record, record.contradicts(score) else { return nil }
    return "Its own past contradicts this confidence: \(record.text(for: size))."
  }
}
