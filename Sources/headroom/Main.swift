internal import ArgumentParser
internal import Foundation
internal import LinearAlgebra
internal import Reporting

@main enum Main {
  /// Parses the arguments, runs the command, and turns what it throws into one paragraph and an exit code.
  static func main() {
    // Writing to a closed pipe must come back as an error, not kill the process: it counts as success.
    signal(SIGPIPE, SIG_IGN)
    // So must a write beyond a limit on file sizes: it is a full disk, and what was acknowledged stays.
    signal(SIGXFSZ, SIG_IGN)
    // First of all, so that BLAS's own threads do not look for work beside ours; a command that needs BLAS says what is
    // wrong with it.
    _ = try? BLASRuntime.prepare()
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let topic = HelpTopic.document(for: arguments) {
        return try TableFormat().render(
          topic, options: Terminal.standardOutput.reportOptions, to: Console.write)
      }
      let (present, notes) = FormerOptions.renamed(arguments)
      notes.forEach(Console.warning)
      var command = try Headroom.parseAsRoot(present)
      try command.run()
    } catch is ClosedPipe {
      exit(0)
    } catch {
      guard let code = FailureCode(of: error) else { refuse(error) }
      Console.error(FailureCode.text(of: error))
      exit(code.rawValue)
    }
  }

  /// Ends as the argument parser asks to: help, a version, an exit code, or a wrong command line, which begins as all other
  /// errors do.
  private static func refuse(_ error: any Error) -> Never {
    let (text, parsersPrefix) = (Headroom.fullMessage(for: error), "Error: ")
    guard Headroom.exitCode(for: error) == .validationFailure, text.hasPrefix(parsersPrefix) else {
      Headroom.exit(withError: error)
    }
    Console.error(String(text.dropFirst(parsersPrefix.count)))
    exit(FailureCode.usage.rawValue)
  }
}
