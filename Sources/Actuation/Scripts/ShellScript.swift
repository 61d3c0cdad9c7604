import CapacityModel

/// A POSIX shell script that stops at the first command that fails.
public struct ShellScript: ScriptFormat {
  /// The name after `--format`.
  public static let name = "shell"
  /// One sentence for `--help`.
  public static let summary = "a POSIX shell script"

  /// Creates the format.
  public init() {}

  /// Programs with arguments.
  public func carries(_ change: ScriptedChange) -> Bool {
    change.commands.apply.allSatisfy { $0.language == .program }
  }

  /// The commands of one part of a plan as the text of one file.
  public func text(of changes: [ScriptedChange], part: ScriptPart, plan: String) -> String {
    var lines = [
      "#!/bin/sh", "# Plan \(plan): \(part.rawValue). \(part.sentence)",
      "# shellcheck disable=SC2016 # names are literal: nothing in them is to be expanded",
      "set -eu", "",
    ]
    for change in changes {
      lines += change.notes(part).map { "# \($0)" }
      lines.append("printf '%s\\n' \(Quoting.shell(change.title(part)))")
      for command in change.commands(part) { lines.append(Self.line(command)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ command: PlatformCommand) -> String {
    let words = command.arguments.map(Quoting.shell).joined(separator: " ")
    return command.expects.map { "\(words) | grep -E -- \(Quoting.shell($0))" } ?? words
  }
}
