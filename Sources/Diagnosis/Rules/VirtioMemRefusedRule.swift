internal import CapacityModel
internal import HeadroomBasics

/// The guest took a part of what was asked for.
enum VirtioMemRefusedRule: DiagnosisRule {
  static let name = "virtio-mem-refused"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    Judgement(
      findings: VirtioMem.all(ladder).compactMap { item in
        let isDriverWorking = item.device.size > .zero || item.hasDriver
        guard isDriverWorking, item.requested > item.device.size else { return nil }
        let missing = item.requested - item.device.size
        return Finding(
          name, rung: .hypervisor, severity: .warning,
          title: "virtio-mem device \(item.device.id): \(missing) of \(item.requested) not plugged",
          missing: missing, evidence: item.values,
          cause: """
            The driver is there and does not take all that is asked for: blocks that it added failed to come online, or it \
            still works on them.
            """,
          fix: Fix(
            [
              .onlineAutomatically,
              .run(place: .guest, command: "dmesg | grep -E 'virtio_mem|Online failed' | tail -20"),
            ], persistent: true,
            risk: "none; if the size does not move within a minute, the log says which block failed"
          ))
      })
  }
}
