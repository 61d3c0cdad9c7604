internal import CapacityModel
internal import HeadroomBasics

/// The balloon holds memory that the guest should have.
enum BalloonInflatedRule: DiagnosisRule {
  static let name = "balloon-inflated"

  /// Balloons are set in pages; less than this is no wish.
  private static let slack = ByteCount.mebibytes(1)

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let qemu = ladder.qemu, let held = qemu.ballooned, held > slack,
      let file = qemu.balloonFile, let actual = qemu.actual
    else { return .nothing }
    return .found(
      Finding(
        name, rung: .hypervisor, severity: .warning,
        title: "the balloon holds \(held) of \(qemu.balloonable)", missing: held,
        evidence: [
          EvidenceValue(EvidenceSource(file, "actual"), "\(actual.bytes)"),
          EvidenceValue(qemu.source, "\(qemu.total.bytes)"),
        ],
        cause: """
          The hypervisor took \(held) back through the balloon. The guest counts them as used or shows a smaller total, \
          whatever its configured size.
          """,
        fix: Fix(
          [.setBalloon(bytes: qemu.balloonable)], persistent: false,
          risk: "the host must have \(held) free; see its memory first")))
  }
}
