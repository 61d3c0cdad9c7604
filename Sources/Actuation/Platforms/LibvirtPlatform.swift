import CapacityModel
import HeadroomBasics

/// libvirt, through `virsh`.
///
/// The balloon changes a running guest up to its maximum; the maximum itself changes with a full stop and start alone,
/// as QEMU cannot raise it live. Source: the virsh manual, commands setmem and setmaxmem.
public struct LibvirtPlatform: Platform {
  /// `libvirt`.
  public static let name = "libvirt"
  /// One sentence.
  public static let summary =
    "virsh setmem; setmaxmem and a restart where memory cannot be added live"

  /// Creates the platform.
  public init() {}

  /// See `Platform`.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    if change.entity.name.contains(where: { $0.isNewline || $0 == "/" }) {
      throw .unusableName(
        change.entity, platform: Self.name, rule: "names of domains hold no line breaks or slashes")
    }
    return ChangeCommands(
      apply: steps(change), verify: [check(change)],
      rollback: balloon(change.inverse))
  }

  /// Undoing takes the balloon alone: a shrink leaves the maximum where it was, a growth may keep its new one.
  /// One flag a command: not every driver of libvirt takes both at once.
  private func balloon(_ change: SizeChange) -> [PlatformCommand] {
    let size = "\(change.to.bytes / 1024)"
    return ["--live", "--config"].map { virsh("setmem", change.entity.name, size, [$0]) }
  }

  private func steps(_ change: SizeChange) -> [PlatformCommand] {
    let (domain, size) = (change.entity.name, "\(change.to.bytes / 1024)")
    guard change.isGrowth, change.needsRestart != false else {
      return balloon(change)
    }
    return [
      virsh("setmaxmem", domain, size, ["--config"]), virsh("setmem", domain, size, ["--config"]),
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
