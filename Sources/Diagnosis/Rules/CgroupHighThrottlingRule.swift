internal import CapacityModel
internal import HeadroomBasics

/// A group is slowed down at `memory.high` and never killed.
enum CgroupHighThrottlingRule: DiagnosisRule {
  static let name = "cgroup-high-throttling"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let groups = ladder.groups else { return .nothing }
    return Judgement(
      findings: groups.groups.compactMap { group in
        let events =
          group.values["memory.events.local"] == nil ? "memory.events" : "memory.events.local"
        guard let high = group.counters(events)["high"], high > 0,
          let limit = group.size("memory.high")
        else { return nil }
        let stalled = group.pressure.map { $0.some10 >= 10 } ?? false
        return Finding(
          name, rung: .cgroup, severity: stalled ? .critical : .warning,
          title: "\(group.title) is slowed down at memory.high (\(limit)), \(high) times so far",
          evidence: [
            EvidenceValue(EvidenceSource(group.file, "\(events) high"), "\(high)"),
            EvidenceValue(EvidenceSource(group.file, "memory.high"), "\(limit.bytes)"),
          ]
            + (group.pressure.map {
              [
                EvidenceValue(
                  EvidenceSource(group.file, "memory.pressure some avg10"), "\($0.some10) %")
              ]
            } ?? []),
          cause: """
            Beyond memory.high the kernel makes the group's processes wait while it reclaims. Nothing is killed and no limit \
            is reported; work just stands still.
            """,
          fix: Fix(
            [.run(place: .guest, command: "echo max > \(group.folder)/memory.high")],
            persistent: false,
            risk:
              "the group may then grow to memory.max; set it in the unit or pod that owns the group"
          ))
      })
  }
}
