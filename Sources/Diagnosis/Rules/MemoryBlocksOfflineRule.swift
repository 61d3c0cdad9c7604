internal import CapacityModel
internal import HeadroomBasics

/// Memory was added and the guest did not bring it online.
enum MemoryBlocksOfflineRule: DiagnosisRule {
  static let name = "memory-blocks-offline"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let blocks = ladder.blocks, !blocks.offline.isEmpty else { return .nothing }
    let count = blocks.offline.count
    let missing = ByteCount(Int64(count) * blocks.size.bytes)
    let names = blocks.offline.prefix(8).map { "memory\($0.number)" }.joined(separator: ", ")
    return .found(
      Finding(
        name, rung: .guest, severity: .warning,
        title: "\(missing) were added and are offline in the guest", missing: missing,
        evidence: [
          EvidenceValue(
            EvidenceSource(blocks.file, "state"),
            "offline: \(names)\(count > 8 ? " and \(count - 8) more" : "")"),
          EvidenceValue(EvidenceSource(blocks.file, "block_size_bytes"), "\(blocks.size.bytes)"),
        ],
        cause: """
          The hypervisor plugged the memory and the guest's kernel knows it, yet nobody brought \
          \(QuantityText.count(count, "block", "blocks")) of \(blocks.size) online. Until then it is in no total.
          """,
        fix: Fix(
          [.onlineBlocks(blocks.offline.map(\.number))], persistent: false,
          risk: "none; memory that is online in a kernel zone may not be taken away again later")))
  }
}
