internal import CapacityModel
internal import HeadroomBasics

/// A device of the virtio-mem kind with what was asked of it.
struct VirtioMem {
  let device: QEMUMemory.Device
  let requested: ByteCount
  let file: String
  /// Whether the guest's log shows its driver at work.
  let hasDriver: Bool

  static func all(_ ladder: Ladder) -> [VirtioMem] {
    guard let qemu = ladder.qemu, let file = qemu.devicesFile else { return [] }
    let hasDriver = ladder.log?.lines.contains { $0.contains("virtio_mem virtio") } ?? false
    return qemu.devices.compactMap { device in
      guard case .virtioMem(let requested) = device.kind else { return nil }
      return VirtioMem(
        device: device, requested: requested, file: file, hasDriver: hasDriver)
    }
  }

  var values: [EvidenceValue] {
    [
      EvidenceValue(EvidenceSource(file, "\(device.id).requested-size"), "\(requested.bytes)"),
      EvidenceValue(EvidenceSource(file, "\(device.id).size"), "\(device.size.bytes)"),
    ]
  }
}
