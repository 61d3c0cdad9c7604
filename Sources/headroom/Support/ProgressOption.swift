internal import ArgumentParser

/// Whether long work tells how far it is.
struct ProgressOption: ParsableArguments {
  /// When it does.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
  }

  @Option(
    help: "Tell how far the work is, how fast and what is left: on a terminal, always or never.")
  var progress = Choice.auto

  /// Whether a line is drawn.
  var isDrawn: Bool {
    switch progress {
    case .auto: Console.isMessageTerminal
    case .always: true
    case .never: false
    }
  }
}
