internal import CapacityModel
internal import HeadroomBasics

/// There is a balloon, and nobody in the guest to work it.
enum BalloonNoDriverRule: DiagnosisRule {
  static let name = "balloon-no-driver"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let statistics = GuestStatistics(evidence), statistics.values.isEmpty,
      statistics.lastUpdate == 0
    else { return .nothing }
    var judgement = Judgement.found(
      Finding(
        name, rung: .hypervisor, severity: .warning,
        title: "the guest never answered the balloon",
        evidence: [
          EvidenceValue(EvidenceSource(statistics.file, "last-update"), "0"),
          EvidenceValue(EvidenceSource(statistics.file, "stats"), "unknown, all of them"),
        ],
        cause: """
          The machine has a balloon and the guest told nothing through it: its driver is not loaded, or statistics are not \
          polled. Without the driver a balloon does nothing, and a target that was set before acts as soon as the driver \
          comes.
          """,
        fix: Fix(
          [.loadModule("virtio_balloon"), .pollBalloon(seconds: 10)], persistent: true,
          risk: "a target set earlier takes effect at once; look at it before the driver is loaded")
      ))
    judgement.unknown.append(
      .init("how much memory the guest uses, as the host sees it", file: statistics.file))
    return judgement
  }
}
