internal import CapacityModel
internal import HeadroomBasics

/// A group above has a smaller limit than the group itself.
enum CgroupAncestorLimitRule: DiagnosisRule {
  static let name = "cgroup-ancestor-limit"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let groups = ladder.groups else { return .nothing }
    return Judgement(
      findings: groups.groups.compactMap { group in
        let limit = group.limit
        let above = groups.ancestors(of: group).filter { $0.limit != nil }
        guard let least = above.min(by: { ($0.limit ?? .zero) < ($1.limit ?? .zero) }),
          let cap = least.limit, limit.map({ $0 > cap }) ?? false || killedFromAbove(group, least)
        else { return nil }
        let killed = killedFromAbove(group, least)
        let missing = limit.map { $0 - cap }
        return Finding(
          name, rung: .cgroup, severity: severity(of: least, killed: killed),
          title: """
            \(least.title) allows \(cap), so \(group.title) never gets its \
            \(limit.map { "\($0)" } ?? "unlimited memory")
            """,
          missing: missing,
          evidence: [
            EvidenceValue(EvidenceSource(least.file, least.limitField), "\(cap.bytes)"),
            EvidenceValue(
              EvidenceSource(group.file, group.limitField),
              limit.map { "\($0.bytes)" } ?? "no limit"),
          ] + (group.kills.map { [$0] } ?? []),
          cause: """
            Of all limits from the root down the least counts. A kill that the group's own limit did not cause shows as \
            oom_kill without max in its memory.events; the group that caused it has max above 0 in memory.events.local.
            """,
          fix: Fix(
            [.run(place: .guest, command: raise(least, to: limit))], persistent: false,
            risk:
              "what else lies below \(least.title) may use the memory, too; see its reason first"))
      })
  }

  /// A limit that nobody came to is worth knowing; one that work came to holds it back.
  private static func severity(
    of above: ControlGroups.Group, killed: Bool
  ) -> Finding.Severity {
    if killed { return .critical }
    let met =
      above.counters("memory.events.local")["max"] ?? 0 > 0
      || above.size("memory.failcnt") ?? .zero > .zero
    return met ? .warning : .info
  }

  /// Whether a process of the group was killed for the sake of a limit above it.
  private static func killedFromAbove(
    _ group: ControlGroups.Group, _ above: ControlGroups.Group
  ) -> Bool {
    let own = group.counters("memory.events.local")
    return own["oom_kill"] ?? 0 > 0 && own["max"] ?? 0 == 0
      && above.counters("memory.events.local")["max"] ?? 0 > 0
  }

  private static func raise(_ group: ControlGroups.Group, to limit: ByteCount?) -> String {
    "echo \(limit.map { "\($0.bytes)" } ?? group.noLimit) > \(group.folder)/\(group.limitField)"
  }
}
