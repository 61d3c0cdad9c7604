internal import ArgumentParser

/// `headroom completions`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Prints a shell's completion script.",
    discussion:
      "Example: headroom completions bash > ~/.local/share/bash-completion/completions/headroom")

  /// The shells that have one.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash
    case zsh
    case fish
  }

  @Argument(help: "The shell.") var shell: Shell

  func run() throws {
    let target: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try Console.write(Headroom.completionScript(for: target) + "\n")
  }
}
