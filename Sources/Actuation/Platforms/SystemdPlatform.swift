import CapacityModel
import HeadroomBasics

/// systemd units and slices, over cgroup v2.
public struct SystemdPlatform: Platform {
  /// `systemd`.
  public static let name = "systemd"
  /// One sentence.
  public static let summary = "systemctl set-property MemoryMax, live and persistent"

  /// Creates the platform.
  public init() {}

  /// See `Platform`.
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
