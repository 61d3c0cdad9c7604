public import CapacityModel
public import HeadroomBasics

/// All rules, and how they are applied.
public enum DiagnosisRules {
  /// Every rule, by rung from the wish down.
  static let all: [any DiagnosisRule.Type] = [
    DesiredNotGrantedRule.self, BalloonInflatedRule.self, BalloonNoDriverRule.self,
    BalloonStatisticsStaleRule.self,
    VirtioMemNoDriverRule.self, VirtioMemRefusedRule.self, VirtioMemUnplugRefusedRule.self,
    DIMMUnplugRefusedRule.self, MemoryBlocksOfflineRule.self, AutoOnlineOffRule.self,
    KernelMemParameterRule.self, CrashkernelReservedRule.self, HugepagesReservedRule.self,
    FirmwareHolesRule.self, CgroupAncestorLimitRule.self, CgroupHighThrottlingRule.self,
    CgroupOOMRule.self, FragmentationRule.self, SwapActivityRule.self, DirectReclaimRule.self,
    PressureRule.self, OOMKillsRule.self,
  ]

  /// The names of all rules.
  public static var names: [String] { all.map { $0.name } }

  /// Climbs the ladder of one machine and applies every rule.
  ///
  /// - Parameter desired: What the machine should have; `nil` where nobody says.
  public static func diagnose(_ evidence: Evidence, desired: ByteCount? = nil) -> Diagnosis {
    let ladder = Ladder(evidence, desired: desired)
    let judgements = all.map { $0.judge(evidence, ladder) }
    var unknown = ladder.unknown
    for entry in judgements.flatMap(\.unknown) where !unknown.contains(entry) {
      unknown.append(entry)
    }
    // The order of rules stays among findings of one severity.
    let findings = judgements.flatMap(\.findings).enumerated().sorted {
      ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
    }.map(\.element)
    return Diagnosis(
      entity: evidence.entity, at: evidence.at,
      files: evidence.files.filter { $0.kind != nil }.map(\.path),
      unread: evidence.files.filter { $0.kind == nil }.map(\.path),
      ladder: ladder.rungs, findings: findings, unknown: unknown)
  }
}
