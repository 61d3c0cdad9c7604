public import CapacityModel
internal import HeadroomBasics

/// Writes what mends a finding as commands, one a line, each with the place where it is run.
///
/// Nothing is run here: people read, decide and run.
public enum FixCommands {
  /// How a machine is reached.
  public enum Platform: Sendable, Hashable {
    /// Through libvirt's `virsh`.
    case libvirt
    /// Through QEMU's own protocol.
    case qmp
    /// In some other way; commands of the hypervisor are described.
    case other

    /// What evidence was gathered through, by the places of its files.
    public init(evidence paths: [String]) {
      if paths.contains(where: { $0.hasPrefix("libvirt/") }) {
        self = .libvirt
      } else if paths.contains(where: { $0.hasPrefix("qemu/") }) {
        self = .qmp
      } else {
        self = .other
      }
    }
  }

  /// The lines of a fix. A line that begins with `#` is for a person.
  public static func lines(for fix: Fix, entity: String, platform: Platform) -> [String] {
    fix.actions.flatMap { lines(for: $0, entity: entity, platform: platform) }
  }

  private static func lines(
    for action: FixAction, entity: String, platform: Platform
  ) -> [String] {
    switch action {
    case .setBalloon(let bytes): balloon(bytes.bytes, entity, platform)
    case .onlineBlocks(let numbers):
      numbers.map { "guest: echo online > /sys/devices/system/memory/memory\($0)/state" }
    case .onlineAutomatically:
      [
        "guest: echo online > /sys/devices/system/memory/auto_online_blocks",
        kernelParameters("--args=memhp_default_state=online"),
      ]
    case .loadModule(let module):
      [
        "guest: modprobe \(module)",
        "guest: echo \(module) > /etc/modules-load.d/\(module).conf",
      ]
    case .pollBalloon(let seconds): poll(seconds, entity, platform)
    case .removeKernelParameter(let word):
      [
        kernelParameters("--remove-args=\(Quoting.shell(word))"),
        "guest: reboot",
      ]
    case .run(let place, let command): ["\(place.rawValue): \(command)"]
    case .advise(let text): ["# \(text)"]
    }
  }

  private static func kernelParameters(_ change: String) -> String {
    "guest: grubby --update-kernel=ALL \(change)   # Debian: GRUB_CMDLINE_LINUX in /etc/default/grub, then update-grub"
  }

  private static func balloon(_ bytes: Int64, _ entity: String, _ platform: Platform) -> [String] {
    switch platform {
    case .libvirt:
      [
        "host: virsh setmem --domain \(Quoting.shell(entity)) --size \(bytes / 1024) --live",
        "host: virsh setmem --domain \(Quoting.shell(entity)) --size \(bytes / 1024) --config",
      ]
    case .qmp:
      ["host: {\"execute\": \"balloon\", \"arguments\": {\"value\": \(bytes)}}   # over QMP"]
    case .other: ["# set the machine's balloon to \(bytes) bytes, where its platform does that"]
    }
  }

  private static func poll(_ seconds: Int, _ entity: String, _ platform: Platform) -> [String] {
    switch platform {
    case .libvirt:
      [
        "host: virsh dommemstat --domain \(Quoting.shell(entity)) --period \(seconds) --live",
        "host: virsh dommemstat --domain \(Quoting.shell(entity)) --period \(seconds) --config",
      ]
    case .qmp:
      [
        "host: {\"execute\": \"qom-set\", \"arguments\": {\"path\": \"/machine/peripheral/balloon0\", "
          + "\"property\": \"guest-stats-polling-interval\", \"value\": \(seconds)}}   # over QMP"
      ]
    case .other: ["# have the balloon's statistics polled every \(seconds) seconds"]
    }
  }
}
