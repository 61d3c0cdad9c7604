import CapacityModel
import HeadroomBasics

/// systemd units and slices, over cgroup v2.
public struct SystemdPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "systemd"
  /// What its commands are, one line of `--help`.
  public static let summary = "systemctl set-property MemoryMax, live and persistent"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    let unit = change.entity.name
    return ChangeCommands(
      apply: [set(unit, change.to)],
      verify: [
        .run(
          ["systemctl", "show", "--property=MemoryMax", "--", unit],
          expects: "^MemoryMax=\(change.to.bytes)$")
      ], rollback: [set(unit, change.from)])
  }

  private func set(_ unit: String, _ size: ByteCount) -> PlatformCommand {
    .run(["systemctl", "set-property", "--", unit, "MemoryMax=\(size.bytes)"])
  }
}
