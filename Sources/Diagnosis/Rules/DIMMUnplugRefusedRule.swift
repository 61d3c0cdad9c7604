internal import CapacityModel
internal import HeadroomBasics

/// A DIMM was to go and the guest kept it.
enum DIMMUnplugRefusedRule: DiagnosisRule {
  static let name = "dimm-unplug-refused"

  static func judge(_ evidence: Evidence, _ ladder: Ladder) -> Judgement {
    guard let qemu = ladder.qemu, let file = qemu.devicesFile,
      let device = qemu.devices.first(where: { $0.kind == .dimm })
    else { return .nothing }
    let values = refusals(evidence, ladder, devices: qemu.devices)
    guard !values.isEmpty else { return .nothing }
    let isNamed = qemu.devices.first { device in values.contains { $0.value.contains(device.id) } }
    let kept = isNamed ?? device
    return .found(
      Finding(
        name, rung: .hypervisor, severity: .warning,
        title: "the guest refused to give back \(kept.id) (\(kept.size))", missing: kept.size,
        evidence: values + [
          EvidenceValue(EvidenceSource(file, "\(kept.id).size"), "\(kept.size.bytes)")
        ],
        cause: """
          A block of the DIMM holds pages that cannot move, so that the guest could not take it offline. The DIMM stays, \
          and no event says so to whoever asked.
          """,
        fix: Fix(
          [.advise("leave the DIMM, or restart the guest without it")], persistent: false,
          needsRestart: true, risk: "none while it stays; the machine keeps its size")))
  }

  /// The guest's log names blocks that stayed; ACPI events (source 3, status above 132 or 130) name the DIMM.
  private static func refusals(
    _ evidence: Evidence, _ ladder: Ladder, devices: [QEMUMemory.Device]
  ) -> [EvidenceValue] {
    var values: [EvidenceValue] = []
    if let log = ladder.log, let block = log.refusedBlocks.last,
      ladder.blocks?.blocks.contains(where: { $0.number == block && $0.isOnline }) == true
    {
      values.append(
        EvidenceValue(EvidenceSource(log.file, "memory\(block)"), "Offline failed"))
    }
    if let file = evidence.file(.qemuEvents), let events = EvidenceJSON(file.text)?.items {
      for event in events where event["event"].text == "ACPI_DEVICE_OST" {
        let info = event["data"]["info"]
        guard info["source"].number == 3, info["status"].number == 130,
          let id = info["device"].text,
          devices.contains(where: { $0.id == id })
        else { continue }
        values.append(
          EvidenceValue(EvidenceSource(file.path, "ACPI_DEVICE_OST"), "\(id): status 130"))
      }
    }
    return values
  }
}
