import CapacityModel

/// An Ansible playbook over the whole plan: every command as a list of arguments, so that no shell reads a name.
public struct AnsiblePlaybook: ScriptFormat {
  /// The name after `--format`.
  public static let name = "ansible"
  /// One sentence for `--help`.
  public static let summary = "an Ansible playbook over the whole plan"

  /// Creates the format.
  public init() {}

  /// Every change; lines of PowerShell run in `pwsh`.
  public func carries(_ change: ScriptedChange) -> Bool { true }

  /// The commands of one part of a plan as the text of one file.
  public func text(of changes: [ScriptedChange], part: ScriptPart, plan: String) -> String {
    var text = """
      ---
      - name: \(Quoting.yaml("Plan \(plan): \(part.rawValue)"))
        hosts: localhost
        connection: local
        gather_facts: false
        any_errors_fatal: true
        tasks:

      """
    for change in changes {
      for note in change.notes(part) { text += "    # \(note)\n" }
      for command in change.commands(part) {
        text += Self.task(command, titled: change.title(part))
      }
    }
    return text
  }

  private static func task(_ command: PlatformCommand, titled title: String) -> String {
    let words =
      command.language == .program
      ? command.arguments
      : ["pwsh", "-NoProfile", "-NonInteractive", "-Command"] + command.arguments
    var text = "    - name: \(Quoting.unsafe(title))\n"
    text += "      ansible.builtin.command:\n        argv:\n"
    for word in words { text += "          - \(Quoting.unsafe(word))\n" }
    guard let expects = command.expects else {
      return text + "      changed_when: true\n"
    }
    let pattern = expects.replacing("[[:space:]]", with: "\\s")
    text += "      vars:\n        expected: \(Quoting.unsafe(pattern))\n"
    text += "      register: shown\n      changed_when: false\n"
    return text
      + "      failed_when: \"shown.rc != 0 or not (shown.stdout is search(expected, multiline=true))\"\n"
  }
}

extension Quoting {
  /// Text that Ansible does not read as a template.
  fileprivate static func unsafe(_ text: String) -> String {
    text.contains("{{") || text.contains("{%") || text.contains("{#")
      ? "!unsafe \(yaml(text))" : yaml(text)
  }
}
