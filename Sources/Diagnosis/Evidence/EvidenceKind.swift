/// The kinds of files that rules read, by their place in the folder of evidence.
public enum EvidenceKind: String, Sendable, Hashable, CaseIterable {
  case meminfo = "guest/meminfo"
  case vmstat = "guest/vmstat"
  case buddyinfo = "guest/buddyinfo"
  case kernelCommandLine = "guest/cmdline"
  case kernelLog = "guest/dmesg"
  case iomem = "guest/iomem"
  case firmwareMemoryMap = "guest/firmware_memmap"
  case memoryBlocks = "guest/memory_blocks"
  case memoryPressure = "guest/pressure_memory"
  case controlGroup = "guest/cgroup"
  case balloon = "qemu/query-balloon"
  case memoryDevices = "qemu/query-memory-devices"
  case memorySize = "qemu/query-memory-size-summary"
  case guestStatistics = "qemu/guest-stats"
  case qemuEvents = "qemu/events"

  /// Endings that do not tell what a file is.
  private static let endings = [".txt", ".json", ".xml", ".csv", ".log", ".qmp"]

  /// What a place in the evidence says that a file is; `nil` where it says nothing.
  static func named(_ path: String) -> EvidenceKind? {
    var place = Substring(path)
    while let ending = endings.first(where: { place.hasSuffix($0) }) {
      place = place.dropLast(ending.count)
    }
    if place.hasPrefix("guest/cgroup/") { return .controlGroup }
    if let kind = EvidenceKind(rawValue: String(place)) { return kind }
    // `guest/dmesg-tail`, `guest/meminfo.2`: later readings of the same.
    return allCases.first {
      place.hasPrefix($0.rawValue + ".") || place.hasPrefix($0.rawValue + "-")
    }
  }
}
