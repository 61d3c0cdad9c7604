import Actuation
import CapacityModel
import HeadroomBasics
import Testing

/// What mends a finding is written for the way that the machine is reached.
@Suite struct FixCommandsTests {
  private let fix = Fix(
    [
      .setBalloon(bytes: .gibibytes(1)), .onlineBlocks([32, 33]),
      .removeKernelParameter("mem=512M"), .advise("ask the owner"),
    ], persistent: false, risk: "none")

  @Test("libvirt takes both flags, names are quoted, blocks are brought online one by one")
  func libvirt() {
    let lines = FixCommands.lines(
      for: fix, entity: "db 1; reboot", platform: .init(evidence: ["libvirt/dominfo"]))
    #expect(
      lines.prefix(4) == [
        "host: virsh setmem --domain 'db 1; reboot' --size 1048576 --live",
        "host: virsh setmem --domain 'db 1; reboot' --size 1048576 --config",
        "guest: echo online > /sys/devices/system/memory/memory32/state",
        "guest: echo online > /sys/devices/system/memory/memory33/state",
      ])
    #expect(lines[4].contains("--remove-args='mem=512M'"))
    #expect(lines.last == "# ask the owner")
  }

  @Test("QEMU alone takes QMP; without either the change is described")
  func others() {
    let qmp = FixCommands.lines(
      for: fix, entity: "vm", platform: .init(evidence: ["guest/meminfo", "qemu/query-balloon"]))
    #expect(qmp[0].contains(#"{"execute": "balloon", "arguments": {"value": 1073741824}}"#))
    let none = FixCommands.lines(for: fix, entity: "vm", platform: .init(evidence: []))
    #expect(none[0].hasPrefix("# ") && none[0].contains("1073741824"))
  }
}
