internal import CapacityModel
internal import HeadroomBasics

/// The machine was never given what somebody wants it to have.
enum DesiredNotGrantedRule: DiagnosisRule {
  static let name = "desired-not-granted"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let desired = ladder.rung(.desired),
      let given = ladder.rung(.hypervisor), given.bytes < desired.bytes
    else { return .nothing }
    let missing = desired.bytes - given.bytes
    return .found(
      Finding(
        name, rung: given.rung, severity: .warning,
        title: "\(missing) of the \(desired.bytes) wanted were never given", missing: missing,
        evidence: [EvidenceValue(given.source, "\(given.bytes.bytes)")],
        cause: """
          The hypervisor's own figure is below what is wanted: the change was not made, was made elsewhere, or was taken back.
          """,
        fix: Fix(
          [.advise("make the change: headroom plan export writes its commands for the platform")],
          persistent: true, risk: "see the plan's item")))
  }
}
