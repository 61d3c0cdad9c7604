internal import ArgumentParser

/// Whether long work shows its progress.
struct ProgressOption: ParsableArguments {
  /// When it does.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
  }

  @Option(
    help: "Show progress, speed and remaining time: on a terminal, always or never.")
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
