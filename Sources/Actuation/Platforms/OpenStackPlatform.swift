public import CapacityModel
import HeadroomBasics

/// OpenStack: a server takes its size from its flavor, so a resize names another one and is confirmed.
///
/// Flavors are the site's; the commands look for one with exactly the memory, named `headroom-<MiB>`, which the site
/// makes once with the CPUs and the disk of its servers.
public struct OpenStackPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "openstack"
  /// A smaller size needs it powered off.
  public static let traits = PlatformTraits(shrinksLive: false)
  /// What its commands are, one line of `--help`.
  public static let summary = "openstack server resize to the flavor headroom-<MiB>, then confirm"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    try Self.refuseOption(change.entity)
    return ChangeCommands(
      apply: steps(change),
      verify: [
        .run(
          [
            "openstack", "server", "show", change.entity.name, "--format", "value", "--column",
            "flavor",
          ], expects: Quoting.pattern(flavor(change.to)))
      ], rollback: steps(change.inverse),
      rollbackNotes: [
        "The plan does not know the flavor from before; the way back takes \(flavor(change.from)), which must exist."
      ])
  }

  private func flavor(_ size: ByteCount) -> String { "headroom-\(size.megabytes)" }

  private func steps(_ change: SizeChange) -> [PlatformCommand] {
    [
      .run([
        "openstack", "server", "resize", "--flavor", flavor(change.to), "--wait",
        change.entity.name,
      ]),
      .run(["openstack", "server", "resize", "confirm", change.entity.name]),
    ]
  }
}
