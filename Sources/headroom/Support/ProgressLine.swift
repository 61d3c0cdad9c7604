internal import Reporting
internal import Synchronization

/// A line beside messages that tells how far long work is; told from one thread at a time, or several.
final class ProgressLine: Sendable {
  private let work: String
  private let isDrawn: Bool
  private let begun = ContinuousClock.now
  private let drawn = Mutex<ContinuousClock.Instant?>(nil)

  /// Lines are not drawn more often than this.
  private static let pause = Duration.milliseconds(100)
  private static let width = 79

  /// - Parameter work: What is done.
  init(_ work: String, _ option: ProgressOption) { (self.work, isDrawn) = (work, option.isDrawn) }

  /// Tells that `done` of `all` pieces are done; `unit` names them in the plural.
  func update(_ done: Int, of all: Int, unit: String) {
    draw {
      ProgressText.line(work, done: done, of: all, unit: unit, elapsed: $0, width: Self.width)
    }
  }

  /// Tells that so many bytes are read of `whole`, which is `nil` where that is not known.
  ///
  /// - Parameter place: Said after the work's name.
  func update(bytes: Int, of whole: Int?, place: String = "") {
    draw {
      ProgressText.bytes(work + place, read: bytes, of: whole, elapsed: $0, width: Self.width)
    }
  }

  /// Takes the line away.
  func end() {
    let wasDrawn = drawn.withLock { last in
      defer { last = nil }
      return last != nil
    }
    if wasDrawn { Console.endProgress() }
  }

  private func draw(_ text: (_ elapsed: Duration) -> String) {
    guard isDrawn else { return }
    let now = ContinuousClock.now
    let line = drawn.withLock { last -> String? in
      if let last, now - last < Self.pause { return nil }
      last = now
      return text(now - begun)
    }
    if let line { Console.progress(line) }
  }
}
