public import CapacityModel

/// VMware vSphere, through govc.
public struct GovcPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "vmware-govc"
  /// A smaller size needs it powered off.
  public static let traits = PlatformTraits(shrinksLive: false)
  /// What its commands are, one line of `--help`.
  public static let summary = "govc vm.change, powered off where memory cannot be added live"

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
          ["govc", "vm.info", "-json=false", change.entity.name],
          expects: "Memory:[[:space:]]+\(change.to.megabytes)MB")
      ], rollback: steps(change.inverse),
      rollbackNotes: [
        "The change lifted the limit of memory (mem.limit); the plan does not know the one from before, so set it by hand if there was one."
      ])
  }

  private func steps(_ change: SizeChange) -> [PlatformCommand] {
    let vm = "-vm=\(change.entity.name)"
    let set = PlatformCommand.run([
      "govc", "vm.change", vm, "-m=\(change.to.megabytes)", "-mem.limit=-1",
    ])
    if change.isGrowth, change.needsRestart == false { return [set] }
    return [
      .run(["govc", "vm.power", "-s", "-wait", change.entity.name]), set,
      .run(["govc", "vm.power", "-on", change.entity.name]),
    ]
  }
}
