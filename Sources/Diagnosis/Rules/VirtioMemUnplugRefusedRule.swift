internal import CapacityModel
internal import HeadroomBasics

/// The guest keeps memory that it was asked to give back.
enum VirtioMemUnplugRefusedRule: DiagnosisRule {
  static let name = "virtio-mem-unplug-refused"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    Judgement(
      findings: VirtioMem.all(ladder).compactMap { item in
        guard item.device.size > item.requested else { return nil }
        let kept = item.device.size - item.requested
        return Finding(
          name, rung: .hypervisor, severity: .warning,
          title: "virtio-mem device \(item.device.id): the guest keeps \(kept) that were to go",
          missing: kept, evidence: item.values,
          cause: """
            Pages that cannot move lie in these blocks: they were brought online in a zone of the kernel. They stay until \
            the guest restarts. Blocks that are online as movable can be taken away again.
            """,
          fix: Fix(
            [
              .advise("take it as it is, or restart the guest"),
              .run(
                place: .guest,
                command: "echo online_movable > /sys/devices/system/memory/auto_online_blocks"),
            ], persistent: false,
            risk: """
              a smaller request does not help: virtio-mem takes memory away that is in use, and a guest whose last free \
              memory goes panics
              """))
      })
  }
}
