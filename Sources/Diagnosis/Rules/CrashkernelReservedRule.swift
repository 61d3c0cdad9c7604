internal import CapacityModel
internal import HeadroomBasics

/// Memory is kept for the kernel that is started after a crash.
enum CrashkernelReservedRule: DiagnosisRule {
  static let name = "crashkernel-reserved"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard
      let part = ladder.rung(.guest)?.explained.first(where: {
        $0.what == "kept for the crash kernel"
      })
    else { return .nothing }
    return .found(
      Finding(
        name, rung: .guest, severity: .info, title: "\(part.bytes) are kept for the crash kernel",
        missing: part.bytes, evidence: [EvidenceValue(part.source, "\(part.bytes.bytes)")],
        cause: """
          kdump keeps this memory to write a dump after a crash. It is in no total of the guest. This is no fault; without \
          it there are no dumps.
          """))
  }
}
