internal import CapacityModel
internal import HeadroomBasics

/// Memory was asked for and the guest has no driver to take it.
enum VirtioMemNoDriverRule: DiagnosisRule {
  static let name = "virtio-mem-no-driver"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    Judgement(
      findings: VirtioMem.all(ladder).compactMap { item in
        guard item.device.size == .zero, item.requested > .zero, !item.hasDriver else { return nil }
        return Finding(
          name, rung: .hypervisor, severity: .warning,
          title:
            "virtio-mem device \(item.device.id): \(item.requested) asked for, nothing plugged",
          missing: item.requested, evidence: item.values,
          cause: """
            The host offers \(item.requested) and the guest took none of it. Its kernel has no virtio_mem driver (Linux 5.8 \
            and later have one), or the driver is not loaded.
            """,
          fix: Fix(
            [.loadModule("virtio_mem"), .onlineAutomatically], persistent: true,
            risk: "none for what runs; the memory appears as soon as the driver comes"))
      })
  }
}
