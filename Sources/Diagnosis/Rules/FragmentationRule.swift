internal import CapacityModel
internal import HeadroomBasics

/// There is free memory, in pieces that are too small.
enum FragmentationRule: DiagnosisRule {
  static let name = "fragmentation"

  /// The share of free memory in pieces too small for a huge page from which on it counts as fragmented.
  private static let share = 0.85
  /// Less free memory than this is scarce, not fragmented.
  private static let leastFree = ByteCount.mebibytes(64)
  /// Attempts to make larger pieces of which most must have failed.
  private static let attempts: UInt64 = 10

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    var values: [EvidenceValue] = []
    var title = ""
    if let blocks = FreeBlocks(evidence), blocks.free >= leastFree, blocks.shareTooSmall >= share {
      values.append(
        EvidenceValue(
          EvidenceSource(blocks.file, "pieces below 2 MiB"),
          QuantityText.percent(blocks.shareTooSmall)))
      title = """
        \(QuantityText.percent(blocks.shareTooSmall)) of the free \(blocks.free) lies in pieces too small for a huge page
        """
    }
    if let counters = KernelCounters(evidence) {
      let (stalls, failed) = (counters.total("compact_stall"), counters.total("compact_fail"))
      if stalls >= attempts, 2 * failed >= stalls {
        values += [
          EvidenceValue(counters.source("compact_stall"), "\(stalls)"),
          EvidenceValue(counters.source("compact_fail"), "\(failed)"),
        ]
        if title.isEmpty { title = "\(failed) of \(stalls) attempts to make large pieces failed" }
      }
    }
    guard !values.isEmpty else { return .nothing }
    return .found(
      Finding(
        name, rung: .guest, severity: .warning, title: title, evidence: values,
        cause: """
          Work that asks for contiguous memory, such as huge pages, network buffers or memory for devices, waits or fails \
          while free memory is there. More memory does not mend that.
          """,
        fix: Fix(
          [
            .run(place: .guest, command: "echo 1 > /proc/sys/vm/compact_memory"),
            .advise(
              "ask for huge pages at the start of the machine, before memory is fragmented (hugepages= on the kernel's command line)"
            ),
          ], persistent: false, risk: "compaction takes processor time for some seconds")))
  }
}
