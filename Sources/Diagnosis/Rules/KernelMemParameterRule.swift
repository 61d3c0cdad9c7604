internal import CapacityModel
internal import HeadroomBasics

/// A limit on the kernel's command line hides memory.
enum KernelMemParameterRule: DiagnosisRule {
  static let name = "kernel-mem-parameter"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let guest = ladder.guest, let limit = guest.limit,
      let installed = ladder.qemu?.base ?? ladder.rung(.hypervisor)?.bytes,
      let hidden = guest.hidden(of: installed)
    else { return .nothing }
    return .found(
      Finding(
        name, rung: .guest, severity: .warning,
        title: "the kernel's parameter \(limit.word) hides \(hidden)", missing: hidden,
        evidence: [EvidenceValue(EvidenceSource(limit.file, "mem"), limit.word)],
        cause: """
          The guest was started with \(limit.word). Its kernel leaves everything beyond that alone, however much the machine \
          has.
          """,
        fix: Fix(
          [.removeKernelParameter(limit.word)], persistent: true, needsRestart: true,
          risk: "somebody may have set it on purpose; ask the owner")))
  }
}
