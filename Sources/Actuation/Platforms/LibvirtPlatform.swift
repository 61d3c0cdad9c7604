import CapacityModel
import HeadroomBasics

/// libvirt, through `virsh`.
///
/// The balloon changes a running guest up to its maximum; the maximum itself changes with a full stop and start alone,
/// as QEMU cannot raise it live. Source: the virsh manual, commands setmem and setmaxmem.
public struct LibvirtPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "libvirt"
  /// What its commands are, one line of `--help`.
  public static let summary =
    "virsh setmem; setmaxmem and a restart where memory cannot be added live"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    if change.entity.name.contains(where: { $0.isNewline || $0 == "/" }) {
      throw .unusableName(
        change.entity, platform: Self.name, rule: "names of domains hold no line breaks or slashes")
    }
    guard setsMaximum(change) else {
      return ChangeCommands(
        apply: balloon(change), verify: [check(change)], rollback: balloon(change.inverse))
    }
    return ChangeCommands(
      apply: restart(change), verify: [check(change)],
      // The balloon goes down at once; the maximum of the running guest stays until it stops.
      rollback: balloon(change.inverse) + [maximum(change.inverse)],
      rollbackNotes: [
        "The maximum goes back to the size before, which takes effect when the domain is next stopped and started."
      ])
  }

  /// Whether the maximum has to be set; it is then assumed to have been the size before.
  private func setsMaximum(_ change: SizeChange) -> Bool {
    change.isGrowth && change.needsRestart != false
  }

  private func maximum(_ change: SizeChange) -> PlatformCommand {
    virsh("setmaxmem", change.entity.name, "\(change.to.bytes / 1024)", ["--config"])
  }

  /// One flag a command: not every driver of libvirt takes both at once.
  private func balloon(_ change: SizeChange) -> [PlatformCommand] {
    let size = "\(change.to.bytes / 1024)"
    return ["--live", "--config"].map { virsh("setmem", change.entity.name, size, [$0]) }
  }

  private func restart(_ change: SizeChange) -> [PlatformCommand] {
    let (domain, size) = (change.entity.name, "\(change.to.bytes / 1024)")
    return [
      maximum(change), virsh("setmem", domain, size, ["--config"]),
      .run(["virsh", "shutdown", "--domain", domain]),
      // A shutdown is asked for and not waited for; a start before its end fails.
      .run(["virsh", "event", "--domain", domain, "--event", "lifecycle", "--timeout", "300"]),
      .run(["virsh", "start", "--domain", domain]),
    ]
  }

  private func virsh(
    _ command: String, _ domain: String, _ size: String, _ flags: [String]
  ) -> PlatformCommand {
    .run(["virsh", command, "--domain", domain, "--size", size] + flags)
  }

  private func check(_ change: SizeChange) -> PlatformCommand {
    .run(
      ["virsh", "dominfo", "--domain", change.entity.name],
      expects: "^Used memory:[[:space:]]+\(change.to.bytes / 1024) KiB")
  }
}
