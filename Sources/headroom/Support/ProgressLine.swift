internal import Reporting

/// A line that tells how far long work is, where messages go to a terminal; nothing anywhere else.
final class ProgressLine {
  private let (work, unit): (String, String)
  private let begun = ContinuousClock.now
  private var drawn: ContinuousClock.Instant?

  /// Lines are not drawn more often than this.
  private static let pause = Duration.milliseconds(100)

  /// - Parameters:
  ///   - work: What is done.
  ///   - unit: What its pieces are, in the plural.
  init(_ work: String, unit: String) { (self.work, self.unit) = (work, unit) }

  /// Tells that `done` of `all` pieces are done.
  func update(_ done: Int, _ all: Int) {
    guard Console.isMessageTerminal else { return }
    let now = ContinuousClock.now
    if let drawn, now - drawn < Self.pause { return }
    drawn = now
    Console.progress(
      ProgressText.line(
        work, done: done, of: all, unit: unit, elapsed: now - begun, width: 79))
  }

  /// Takes the line away.
  func end() { if drawn != nil { Console.endProgress() } }
}
