internal import CapacityModel
internal import HeadroomBasics

/// Memory is written to swap and read back.
enum SwapActivityRule: DiagnosisRule {
  static let name = "swap-activity"

  /// Pages a second read back from swap that slow work down: 1 MiB.
  private static let busy = 256.0

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let counters = KernelCounters(evidence) else { return .nothing }
    let (back, out) = (counters.total("pswpin"), counters.total("pswpout"))
    guard back + out > 0 else { return .nothing }
    let (rateIn, rateOut) = (counters.rate("pswpin"), counters.rate("pswpout"))
    if let rateIn, let rateOut, rateIn + rateOut == 0 { return .nothing }
    let isBusy = rateIn.map { $0 >= busy } ?? false
    return .found(
      Finding(
        name, rung: .guest, severity: isBusy ? .warning : .info,
        title: rateIn.map {
          "\(QuantityText.amount($0)) pages a second come back from swap"
        } ?? "\(out) pages were swapped out and \(back) read back since the start",
        evidence: [
          EvidenceValue(counters.source("pswpin"), "\(back)"),
          EvidenceValue(counters.source("pswpout"), "\(out)"),
        ],
        cause: """
          Pages that go out and stay there cost nothing. Pages that come back make work wait for a disk: memory is short, or \
          the kernel prefers file cache.
          """,
        fix: isBusy
          ? Fix(
            [
              .advise(
                "find what grew before more memory is given: headroom plan, and the diagnosis of leaks"
              )
            ],
            persistent: true, risk: "none")
          : nil))
  }
}
