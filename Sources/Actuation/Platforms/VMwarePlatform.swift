public import CapacityModel
import HeadroomBasics

/// VMware vSphere, through PowerCLI.
///
/// The size is a multiple of 4 MB; the limit is lifted, as one left at the old size swaps a guest that has grown.
public struct VMwarePlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "vmware"
  /// A smaller size needs it powered off.
  public static let traits = PlatformTraits(shrinksLive: false)
  /// What its commands are, one line of `--help`.
  public static let summary = "PowerCLI Set-VM, powered off where memory cannot be added live"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    let find = "Get-VM -Name \(wildcards(change.entity.name)) -ErrorAction Stop"
    return ChangeCommands(
      apply: steps(change, find),
      verify: [
        .power(
          "if ((\(find)).MemoryMB -ne \(change.to.megabytes)) "
            + "{ throw 'the size has not landed' }")
      ], rollback: steps(change.inverse, find),
      rollbackNotes: [
        "The change lifted the limit of memory (MemLimitMB); the plan does not know the one from before, so set it by hand if there was one."
      ])
  }

  private func steps(_ change: SizeChange, _ find: String) -> [PlatformCommand] {
    let set = PlatformCommand.power(
      "\(find) | Set-VM -MemoryMB \(change.to.megabytes) -Confirm:$false -ErrorAction Stop")
    let lift = PlatformCommand.power(
      "\(find) | Get-VMResourceConfiguration | "
        + "Set-VMResourceConfiguration -MemLimitMB $null -ErrorAction Stop")
    // vSphere adds memory to a running guest and never takes it away.
    if change.isGrowth, change.needsRestart == false { return [set, lift] }
    return [
      .power("\(find) | Shutdown-VMGuest -Confirm:$false -ErrorAction Stop"),
      .power("while ((\(find)).PowerState -ne 'PoweredOff') { Start-Sleep -Seconds 5 }"),
      set, lift, .power("\(find) | Start-VM -ErrorAction Stop"),
    ]
  }

  /// A name that `Get-VM`, which reads wildcards, takes literally.
  private func wildcards(_ name: String) -> String {
    var plain = ""
    for character in name {
      if "*?[]`".contains(character) { plain.append("`") }
      plain.append(character)
    }
    return Quoting.powerShell(plain)
  }
}

extension ByteCount {
  /// Whole MiB, rounded up to the 4 that hypervisors ask for.
  var megabytes: Int64 { roundedUp(to: .mebibytes(4)).bytes >> 20 }
}
