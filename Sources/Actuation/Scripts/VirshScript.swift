import CapacityModel

/// A batch for one `virsh` process: `virsh --connect URI < FILE`.
///
/// One process matters where state lives in it, as that of libvirt's test driver does. `virsh` goes on after a command
/// that failed and then exits with 1.
public struct VirshScript: ScriptFormat {
  /// The name after `--format`.
  public static let name = "virsh"
  /// One sentence for `--help`.
  public static let summary = "a batch for one virsh process (libvirt)"

  /// Creates the format.
  public init() {}

  /// Changes on libvirt.
  public func carries(_ change: ScriptedChange) -> Bool { change.platform == LibvirtPlatform.name }

  /// The commands of one part of a plan as the text of one file.
  public func text(of changes: [ScriptedChange], part: ScriptPart, plan: String) -> String {
    var lines = ["echo --shell plan \(plan.prefix(12)) \(part.rawValue)"]
    for change in changes {
      for text in [change.title(part)] + change.notes(part) {
        lines.append("echo --shell \(Self.quoted(text))")
      }
      for command in change.commands(part) {
        lines.append(command.arguments.dropFirst().map(Self.quoted).joined(separator: " "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A word as virsh reads it: it knows single quotes as a shell does.
  private static func quoted(_ word: String) -> String { Quoting.shell(word) }
}
