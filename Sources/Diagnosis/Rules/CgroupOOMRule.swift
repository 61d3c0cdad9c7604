internal import CapacityModel
internal import HeadroomBasics

/// Processes of a group were killed at its own limit.
enum CgroupOOMRule: DiagnosisRule {
  static let name = "cgroup-oom"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let groups = ladder.groups else { return .nothing }
    return Judgement(
      findings: groups.groups.compactMap { group in
        guard let kills = group.kills, isOwn(group) else { return nil }
        let peak = group.size("memory.peak") ?? group.size("memory.max_usage_in_bytes")
        return Finding(
          name, rung: .cgroup, severity: .critical,
          title: """
            \(group.title): \(kills.value) killed for lack of memory\
            \(group.limit.map { ", limit \($0)" } ?? "")
            """,
          evidence: [kills]
            + (peak.map {
              [EvidenceValue(EvidenceSource(group.file, group.peakField), "\($0.bytes)")]
            } ?? []),
          cause: """
            Use came to the limit and nothing was left to reclaim. The peak shows how far use came; a peak at the limit \
            says nothing of what was needed.
            """,
          fix: Fix(
            [.advise("raise the limit of the unit or pod that owns \(group.title), by a stage")],
            persistent: true, risk: "a leak grows into the new limit, too; see how use grew before")
        )
      })
  }

  /// Whether the group's own limit caused the kills; where only version 1 tells, failcnt says that its limit was met.
  private static func isOwn(_ group: ControlGroups.Group) -> Bool {
    if group.values["memory.events.local"] != nil {
      return group.counters("memory.events.local")["oom"] ?? 0 > 0
        || group.counters("memory.events.local")["max"] ?? 0 > 0
    }
    return group.size("memory.failcnt").map { $0 > .zero } ?? true
  }
}
