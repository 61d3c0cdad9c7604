internal import CapacityModel
internal import HeadroomBasics

/// Memory that is added next will be offline.
enum AutoOnlineOffRule: DiagnosisRule {
  static let name = "auto-online-off"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let blocks = ladder.blocks, blocks.isAutomatic == false,
      !blocks.offline.isEmpty || ladder.qemu?.devices.isEmpty == false
    else { return .nothing }
    return .found(
      Finding(
        name, rung: .guest, severity: .info,
        title: "memory that is added later will stay offline",
        evidence: [
          EvidenceValue(EvidenceSource(blocks.file, "auto_online_blocks"), "offline")
        ],
        cause: """
          The guest's kernel leaves new memory offline until somebody asks for it. The setting acts on blocks that are \
          added later, not on those that are there.
          """,
        fix: Fix(
          [.onlineAutomatically], persistent: true,
          risk: "none; choose online_movable where memory is to be taken away again")))
  }
}
