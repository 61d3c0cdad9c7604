public import CapacityModel
import HeadroomBasics

/// Hyper-V, through PowerShell.
public struct HyperVPlatform: Platform {
  /// The name in inventories and after `--platform`.
  public static let name = "hyperv"
  /// A smaller size needs it powered off.
  public static let traits = PlatformTraits(shrinksLive: false)
  /// What its commands are, one line of `--help`.
  public static let summary = "PowerShell Set-VMMemory, stopped where memory cannot be changed live"

  /// Creates the platform.
  public init() {}

  /// The commands that apply, check and take back a change.
  ///
  /// - Throws: `PlatformError.unusableName` where the platform cannot have an entity of that name.
  public func commands(for change: SizeChange) throws(PlatformError) -> ChangeCommands {
    let name = Quoting.powerShell(change.entity.name)
    // Hyper-V's -Name reads wildcards; a comparison does not.
    let find = "Get-VM -ErrorAction Stop | Where-Object { $_.Name -ceq \(name) }"
    return ChangeCommands(
      apply: steps(change, find),
      verify: [
        .power(
          "if ((\(find) | Get-VMMemory).Startup -ne \(change.to.bytes)) "
            + "{ throw 'the size has not landed' }")
      ], rollback: steps(change.inverse, find))
  }

  private func steps(_ change: SizeChange, _ find: String) -> [PlatformCommand] {
    let set = PlatformCommand.power(
      "\(find) | Set-VMMemory -StartupBytes \(change.to.bytes) -ErrorAction Stop")
    if change.needsRestart == false { return [set] }
    return [
      .power("\(find) | Stop-VM -ErrorAction Stop"), set,
      .power("\(find) | Start-VM -ErrorAction Stop"),
    ]
  }
}
