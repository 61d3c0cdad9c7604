/// The kinds of files that evidence consists of, by their place in the folder.
public enum EvidenceKind: String, Sendable, Hashable, CaseIterable {
  case meminfo = "guest/meminfo"
  case vmstat = "guest/vmstat"
  case buddyinfo = "guest/buddyinfo"
  case pagetypeinfo = "guest/pagetypeinfo"
  case slabinfo = "guest/slabinfo"
  case zoneinfo = "guest/zoneinfo"
  case kernelCommandLine = "guest/cmdline"
  case kernelRelease = "guest/uname"
  case kernelLog = "guest/dmesg"
  case iomem = "guest/iomem"
  case firmwareMemoryMap = "guest/firmware_memmap"
  case memoryBlocks = "guest/memory_blocks"
  case memoryPressure = "guest/pressure_memory"
  case numastat = "guest/numastat"
  case sysctl = "guest/sysctl"
  case dmidecode = "guest/dmidecode"
  case edac = "guest/edac"
  case hugePages = "guest/hugepages"
  case swaps = "guest/swaps"
  case controlGroup = "guest/cgroup"
  case mounts = "guest/mounts"
  case ownControlGroup = "guest/proc_self_cgroup"
  case processes = "guest/processes"
  case balloon = "qemu/query-balloon"
  case memoryDevices = "qemu/query-memory-devices"
  case memorySize = "qemu/query-memory-size-summary"
  case guestStatistics = "qemu/guest-stats"
  case qemuEvents = "qemu/events"
  case domainLive = "libvirt/dumpxml-live"
  case domainInactive = "libvirt/dumpxml-inactive"
  case domainInfo = "libvirt/dominfo"
  case domainMemory = "libvirt/dommemstat"
  case domainStatistics = "libvirt/domstats"
  case proxmoxConfig = "proxmox/config"
  case proxmoxPending = "proxmox/pending"
  case proxmoxStatus = "proxmox/status"
  case pod = "kubernetes/pod"
  case node = "kubernetes/node"
  case kubernetesEvents = "kubernetes/events"
  case resourceQuota = "kubernetes/resourcequota"
  case limitRange = "kubernetes/limitrange"
  case horizontalAutoscaler = "kubernetes/hpa"
  case verticalAutoscaler = "kubernetes/vpa"
  case podOwner = "kubernetes/owner"
  case vmwareMachine = "vmware/vm.info"
  case esxtop = "vmware/esxtop"
  case hypervMachine = "hyperv/Get-VM"
  case hypervMemory = "hyperv/Get-VMMemory"
  case hypervMeasure = "hyperv/Measure-VM"
  case openStackServer = "openstack/server"
  case openStackFlavor = "openstack/flavor"
  case openStackHypervisor = "openstack/hypervisor"
  case windowsCounters = "windows/counters"
  case windowsSystem = "windows/systeminfo"
  case hostMeminfo = "host/meminfo"
  case hostVmstat = "host/vmstat"
  case hostPressure = "host/pressure_memory"
  case applicationCommandLine = "application/cmdline"

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
