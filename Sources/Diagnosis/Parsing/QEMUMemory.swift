internal import CapacityModel
internal import Foundation
internal import HeadroomBasics

/// What QEMU says of a machine's memory, over QMP.
struct QEMUMemory {
  /// A device that adds memory to a running machine.
  struct Device {
    var id: String
    /// A DIMM, or virtio-mem with what was asked of it.
    var kind: Kind
    /// What it gives now.
    var size: ByteCount

    enum Kind: Equatable {
      case dimm
      case virtioMem(requested: ByteCount)
    }
  }

  /// Memory of the machine's start.
  let base: ByteCount
  /// Memory of devices, as the size summary counts it.
  let plugged: ByteCount
  let source: EvidenceSource
  let devices: [Device]
  let devicesFile: String?
  /// What the balloon leaves to the guest of the start's memory and of DIMMs; virtio-mem is not counted.
  let actual: ByteCount?
  let balloonFile: String?

  init?(_ evidence: Evidence) {
    guard let size = evidence.file(.memorySize), let sizes = EvidenceJSON.answer(size.text),
      let base = sizes["base-memory"].bytes
    else { return nil }
    self.base = base
    plugged = sizes["plugged-memory"].bytes ?? .zero
    source = EvidenceSource(size.path, "base-memory + plugged-memory")
    let found = evidence.file(.memoryDevices)
    devicesFile = found?.path
    devices = (found.flatMap { EvidenceJSON.answer($0.text) }?.items ?? []).compactMap { item in
      let data = item["data"]
      guard let size = data["size"].bytes else { return nil }
      let id = data["id"].text ?? "memory device"
      guard item["type"].text == "virtio-mem" else {
        return Device(id: id, kind: .dimm, size: size)
      }
      return Device(
        id: id, kind: .virtioMem(requested: data["requested-size"].bytes ?? size), size: size)
    }
    let balloon = evidence.file(.balloon)
    actual = balloon.flatMap { EvidenceJSON.answer($0.text) }?["actual"].bytes
    balloonFile = balloon?.path
  }

  /// What the machine has, balloon or not.
  var total: ByteCount { base + plugged }

  /// Memory that the balloon can take: all but virtio-mem's.
  var balloonable: ByteCount {
    devices.reduce(base) { $1.kind == .dimm ? $0 + $1.size : $0 }
  }

  /// What the balloon holds; `nil` without a balloon.
  var ballooned: ByteCount? { actual.map { balloonable - $0 } }
}

/// What a guest tells of its memory through the balloon's driver.
struct GuestStatistics {
  let file: String
  /// Seconds since 1970; 0 where the guest never told anything.
  let lastUpdate: Int64
  /// In bytes, by name (`stat-total-memory`); what is unknown is left out.
  let values: [String: ByteCount]

  init?(_ evidence: Evidence) {
    guard let found = evidence.file(.guestStatistics),
      let answer = EvidenceJSON.answer(found.text), let update = answer["last-update"].number
    else { return nil }
    (file, lastUpdate) = (found.path, Int64(exactly: update) ?? 0)
    // 2^64 − 1 stands for unknown.
    values = answer["stats"].object.compactMapValues { $0.bytes }
  }
}
