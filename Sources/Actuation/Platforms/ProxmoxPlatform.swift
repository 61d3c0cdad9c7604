public import CapacityModel

/// Proxmox VE, through `qm`: an entity is the number of a VM.
public struct ProxmoxPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "proxmox"
  /// A smaller size needs it powered off.
  public static let traits = PlatformTraits(shrinksLive: false)
  /// What its commands are, one line of `--help`.
  public static let summary = "qm set --memory, and a reboot where memory cannot be changed live"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    let id = change.entity.name
    guard let number = Int(id), number >= 100, "\(number)" == id else {
      throw .unusableName(
        change.entity, platform: Self.name, rule: "a VM is named by its number, 100 or more")
    }
    return ChangeCommands(
      apply: steps(change),
      verify: [.run(["qm", "config", id], expects: "^memory: \(change.to.megabytes)$")],
      rollback: steps(change.inverse))
  }

  private func steps(_ change: SizeChange) -> [PlatformCommand] {
    let set = PlatformCommand.run([
      "qm", "set", change.entity.name, "--memory", "\(change.to.megabytes)",
    ])
    // A pending size is taken over by a stop and start that Proxmox itself makes of a reboot.
    return change.isGrowth && change.needsRestart == false
      ? [set] : [set, .run(["qm", "reboot", change.entity.name, "--timeout", "300"])]
  }
}
