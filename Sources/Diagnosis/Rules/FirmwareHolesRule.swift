internal import CapacityModel
internal import HeadroomBasics

/// Firmware and kernel keep a large part of a small machine.
enum FirmwareHolesRule: DiagnosisRule {
  static let name = "firmware-holes"

  /// A share of the machine that is worth a word.
  private static let share = 0.05

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let guest = ladder.guest, let log = guest.log, let start = log.atStart,
      let installed = ladder.qemu?.base ?? ladder.rung(.hypervisor)?.bytes
    else { return .nothing }
    let kept =
      guest.startParts(of: installed).reduce(.zero) { $0 + $1.bytes }
      - (guest.hidden(of: installed) ?? .zero)
    guard Double(kept.bytes) >= share * Double(installed.bytes) else { return .nothing }
    return .found(
      Finding(
        name, rung: .guest, severity: .info,
        title: "firmware and kernel keep \(kept) of \(installed)", missing: kept,
        evidence: [
          EvidenceValue(EvidenceSource(log.file, "Memory: … reserved"), "\(start.reserved.bytes)")
        ],
        cause: """
          A kernel keeps a fixed part, 64 bytes for each page, bounce buffers where memory can be added, and its image. On a \
          small machine that is much of it. This is no fault: plan with the guest's total, not with the machine's size.
          """))
  }
}
