import CapacityModel

/// A PowerShell script that stops at the first command that fails.
public struct PowerShellScript: ScriptFormat {
  /// The name after `--format`.
  public static let name = "powershell"
  /// One sentence for `--help`.
  public static let summary = "a PowerShell script (VMware PowerCLI, Hyper-V)"

  /// Creates the format.
  public init() {}

  /// Lines of PowerShell.
  public func carries(_ change: ScriptedChange) -> Bool {
    change.commands.apply.allSatisfy { $0.language == .powershell }
  }

  /// The commands of one part of a plan as the text of one file.
  public func text(of changes: [ScriptedChange], part: ScriptPart, plan: String) -> String {
    var lines = [
      "# Plan \(plan): \(part.rawValue). \(part.sentence)", "$ErrorActionPreference = 'Stop'", "",
    ]
    for change in changes {
      lines += change.notes(part).map { "# \($0)" }
      lines.append("Write-Output \(Quoting.powerShell(change.title(part)))")
      lines += change.commands(part).flatMap(\.arguments)
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }
}
