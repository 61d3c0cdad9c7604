internal import CapacityModel
internal import HeadroomBasics

/// What the guest told of its memory is too old to judge by.
enum BalloonStatisticsStaleRule: DiagnosisRule {
  static let name = "balloon-statistics-stale"

  /// Guests are polled every few seconds; two minutes without an answer are no jitter.
  private static let limit: Int64 = 120

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let (update, source) = lastUpdate(evidence), update > 0, let at = evidence.at else {
      return .nothing
    }
    let age = at.milliseconds / 1000 - update
    guard age > limit else { return .nothing }
    let since = Timestamp(milliseconds: update * 1000)
    return .found(
      Finding(
        name, rung: .hypervisor, severity: .warning,
        title: "the guest's statistics stand still since \(since)",
        evidence: [EvidenceValue(source, "\(update)")],
        cause: """
          The numbers that the hypervisor shows of the guest's memory are \(age) seconds old. They look healthy and tell \
          nothing: the host is blind to this guest until they move again.
          """,
        fix: Fix(
          [.pollBalloon(seconds: 10)], persistent: true,
          risk: "none; if they stay still, the driver in the guest stopped")))
  }

  private static func lastUpdate(_ evidence: Evidence) -> (Int64, EvidenceSource)? {
    if let statistics = GuestStatistics(evidence) {
      return (statistics.lastUpdate, EvidenceSource(statistics.file, "last-update"))
    }
    return nil
  }
}
