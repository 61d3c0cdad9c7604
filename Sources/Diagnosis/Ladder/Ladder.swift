internal import CapacityModel
internal import HeadroomBasics

/// Compares the rungs of one machine, from the wish to the application.
struct Ladder {
  private(set) var rungs: [LadderRung] = []
  private(set) var unknown: [Diagnosis.Unjudged] = []
  /// What stands in the guest.
  let guest: GuestMemory?
  /// What QEMU says.
  let qemu: QEMUMemory?
  /// What the guest's kernel said, whether or not its total is known.
  let log: KernelLog?
  /// The guest's memory blocks, the same.
  let blocks: MemoryBlocks?
  /// Control groups of the guest.
  let groups: ControlGroups?

  /// - Parameter desired: What the machine should have; `nil` where nobody says.
  init(_ evidence: Evidence, desired: ByteCount?) {
    log = KernelLog(evidence)
    (guest, qemu) = (GuestMemory(evidence, log: log), QEMUMemory(evidence))
    (blocks, groups) = (MemoryBlocks(evidence), ControlGroups(evidence))
    if let desired {
      add(LadderRung(.desired, bytes: desired, source: EvidenceSource("plan", "size")))
    }
    if let qemu { add(LadderRung(.hypervisor, bytes: qemu.total, source: qemu.source)) }
    addGuest()
    if let limit = groups?.leastLimit {
      add(LadderRung(.cgroup, bytes: limit.bytes, source: limit.source))
    }
  }

  /// A rung, where there is evidence of it.
  func rung(_ rung: LadderRung.Rung) -> LadderRung? { rungs.first { $0.rung == rung } }

  /// Adds a rung below the others; what it lacks of the one above and nothing explains is told.
  private mutating func add(_ rung: LadderRung) {
    var rung = rung
    if let above = rungs.last {
      rung.unexplained = above.bytes - rung.bytes - rung.explained.reduce(.zero) { $0 + $1.bytes }
    }
    rungs.append(rung)
  }

  private mutating func addGuest() {
    guard let guest else {
      if rungs.contains(where: { $0.rung == .hypervisor }) {
        unknown.append(.init("what the guest sees", file: EvidenceKind.meminfo.rawValue))
      }
      return
    }
    var parts: [LadderRung.Part] = []
    if let qemu, let held = qemu.ballooned, held > .zero, let file = qemu.balloonFile {
      parts.append(.init("held by the balloon", held, EvidenceSource(file, "actual")))
    }
    if let blocks, !blocks.offline.isEmpty {
      parts.append(
        .init(
          "\(QuantityText.count(blocks.offline.count, "memory block", "memory blocks")) offline",
          ByteCount(Int64(blocks.offline.count) * blocks.size.bytes),
          EvidenceSource(blocks.file, "state")))
    }
    if let installed = qemu?.base ?? rung(.hypervisor)?.bytes {
      parts += guest.startParts(of: installed)
      if guest.log?.atStart == nil {
        unknown.append(
          .init(
            "what firmware and kernel keep for themselves", file: EvidenceKind.kernelLog.rawValue))
      }
    }
    add(LadderRung(.guest, bytes: guest.total, source: guest.source, explained: parts))
  }
}
