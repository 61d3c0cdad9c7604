import CapacityModel
import HeadroomBasics

/// A confidence and the record behind it, in words.
enum ConfidenceText {
  /// The probability that the peak over the horizon stays within `size`.
  static func confidence(in size: ByteCount, outlook: DemandOutlook) -> PlanItem.Confidence {
    let score = outlook.confidence(in: size)
    return PlanItem.Confidence(
      score: score,
      meaning: "in \(PlanText.ofHundred(score)) of 100 such cases demand stays within "
        + "\(PlanText.gibibytes(size)) until \(outlook.end.dateText)",
      calibratedOn: record(outlook))
  }

  /// What the intervals were calibrated on.
  static func record(_ outlook: DemandOutlook) -> String {
    let basis = outlook.basis
    let origins =
      basis.origins > 0
      ? "\(PlanText.count(basis.origins, "past origin")) of this entity"
      : "no past origin of this entity"
    var parts = ["\(origins), pooled with others of class \(basis.behaviour.rawValue)"]
    if basis.calibratedSteps > 0 {
      let reach = "\(PlanText.count(basis.calibratedSteps, "step")) of \(outlook.step.shortText)"
      parts.append(
        basis.calibratedSteps < outlook.horizon
          ? "errors measured up to \(reach) ahead and extended to \(outlook.horizon)"
          : "errors measured up to \(reach) ahead")
    }
    return (parts + basis.notes).joined(separator: "; ")
  }
}
