internal import CapacityModel
internal import HeadroomBasics

/// The kernel killed processes for lack of memory of the whole machine.
enum OOMKillsRule: DiagnosisRule {
  static let name = "oom-kills"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    let log = ladder.log
    // Kills at the limit of a group have rules of their own.
    let lines = log?.lines.filter { $0.contains("Out of memory: Killed process ") } ?? []
    let ofGroups =
      log?.lines.count { $0.contains("Memory cgroup out of memory: Killed process ") } ?? 0
    let counters = KernelCounters(evidence)
    let total = counters?.total("oom_kill") ?? 0
    let own = max(lines.count, Int(clamping: total) - ofGroups)
    guard own > 0, !lines.isEmpty || ladder.groups == nil else { return .nothing }
    var values: [EvidenceValue] = []
    if let counters, total > 0 {
      values.append(EvidenceValue(counters.source("oom_kill"), "\(total)"))
    }
    if let log, let last = lines.last {
      values.append(
        EvidenceValue(
          EvidenceSource(log.file, "Killed process"),
          String(last.drop { $0 != "]" }.dropFirst().drop { $0 == " " }.prefix(160))))
    }
    return .found(
      Finding(
        name, rung: .guest, severity: .critical,
        title:
          "\(QuantityText.count(own, "process was", "processes were")) killed for lack of memory",
        evidence: values,
        cause: """
          Nothing was left to reclaim. Demand was larger than the machine, by an amount that nobody saw: the kill cut it off.
          """,
        fix: Fix(
          [
            .advise(
              "grow the machine by a stage and look again: headroom plan treats such days as cut off"
            )
          ],
          persistent: true, risk: "a leak grows into the new size, too")))
  }
}
