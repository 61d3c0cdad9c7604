internal import CapacityModel
internal import HeadroomBasics

/// Work itself had to free memory before it got any.
enum DirectReclaimRule: DiagnosisRule {
  static let name = "direct-reclaim"

  /// Stalls a second that work notices.
  private static let busy = 1.0

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let counters = KernelCounters(evidence) else { return .nothing }
    let stalls = counters.total(prefix: "allocstall")
    guard stalls > 0 else { return .nothing }
    let rate = counters.rate(prefix: "allocstall")
    if rate == 0 { return .nothing }
    let isBusy = rate.map { $0 >= busy } ?? false
    return .found(
      Finding(
        name, rung: .guest, severity: isBusy ? .warning : .info,
        title: rate.map {
          "\(QuantityText.amount($0)) allocations a second wait for memory to be freed"
        }
          ?? "\(QuantityText.count(Int(clamping: stalls), "allocation", "allocations")) since the start waited for memory to be freed",
        evidence: [
          EvidenceValue(counters.source("allocstall_*"), "\(stalls)"),
          EvidenceValue(counters.source("pgscan_direct"), "\(counters.total("pgscan_direct"))"),
        ],
        cause: """
          The kernel frees memory in the background from its low mark on. Where work is faster than that, it has to free \
          pages itself and waits.
          """,
        fix: isBusy
          ? Fix(
            [
              .run(place: .guest, command: "sysctl -w vm.watermark_scale_factor=100"),
              .run(
                place: .guest,
                command:
                  "echo vm.watermark_scale_factor=100 > /etc/sysctl.d/60-headroom.conf   # undo: remove the file, sysctl -w vm.watermark_scale_factor=10"
              ),
            ], persistent: true, risk: "1 % of memory is kept free instead of 0.1 %")
          : nil))
  }
}
