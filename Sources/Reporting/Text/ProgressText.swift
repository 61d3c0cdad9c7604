import HeadroomBasics

/// One line that tells how far long work is.
public enum ProgressText {
  private static let cells = 24
  private static let unit = 1_048_576.0

  /// `backtest [############            ] 12 of 24 origins, 1.5 a second, 8 s left`.
  ///
  /// Before the first piece is done nothing is known of the rate; at the end there is nothing left to tell.
  ///
  /// - Parameters:
  ///   - done: Pieces that are done, of `all`.
  ///   - unit: What the pieces are, in the plural.
  ///   - elapsed: Since the first piece was begun.
  ///   - width: Columns of the terminal; the line is cut there.
  public static func line(
    _ work: String, done: Int, of all: Int, unit: String, elapsed: Duration, width: Int = 100
  ) -> String {
    var line =
      "\(work) \(bar(done, of: all)) \(NumberText.grouped(done)) of \(NumberText.grouped(all)) \(unit)"
    if let rate = rate(of: done, in: elapsed) {
      line += ", \(NumberText.trimmed(rate, places: rate < 10 ? 1 : 0)) a second"
      if done < all { line += ", \(left(Double(all - done) / rate)) left" }
    }
    return String(line.prefix(width))
  }

  /// `ingest [############            ] 14.2 of 28.4 MiB, 3.1 MiB a second, 5 s left`.
  ///
  /// - Parameters:
  ///   - read: Bytes that were read.
  ///   - whole: Bytes that there are; `nil` where that is not known, which leaves neither a bar nor an end to tell.
  ///   - elapsed: Since the first byte was asked for.
  ///   - width: Columns of the terminal; the line is cut there.
  public static func bytes(
    _ work: String, read: Int, of whole: Int?, elapsed: Duration, width: Int = 100
  ) -> String {
    var line = work
    if let whole {
      line +=
        " \(bar(read, of: whole)) \(mebibytes(Double(read))) of \(mebibytes(Double(whole))) MiB"
    } else {
      line += " \(mebibytes(Double(read))) MiB"
    }
    if let rate = rate(of: read, in: elapsed) {
      line += ", \(mebibytes(rate)) MiB a second"
      if let whole, read < whole { line += ", \(left(Double(whole - read) / rate)) left" }
    }
    return String(line.prefix(width))
  }

  private static func bar(_ done: Int, of all: Int) -> String {
    let share = all > 0 ? Double(min(max(done, 0), all)) / Double(all) : 1
    let filled = Int(share * Double(cells))
    return
      "[\(String(repeating: "#", count: filled))\(String(repeating: " ", count: cells - filled))]"
  }

  /// Pieces a second; `nil` where nothing is known of it.
  private static func rate(of done: Int, in elapsed: Duration) -> Double? {
    let (whole, fraction) = elapsed.components
    let seconds = Double(whole) + Double(fraction) * 1e-18
    return done > 0 && seconds > 0 ? Double(done) / seconds : nil
  }

  private static func mebibytes(_ bytes: Double) -> String {
    NumberText.fixed(bytes / unit, places: 1)
  }

  /// `40 s`, `3 min`, `2 h`: rounded up.
  private static func left(_ seconds: Double) -> String {
    if seconds <= 90 { return "\(Int(seconds.rounded(.up))) s" }
    if seconds <= 5400 { return "\(Int((seconds / 60).rounded(.up))) min" }
    return "\(NumberText.grouped(Int(min(seconds / 3600, 1e6).rounded(.up)))) h"
  }
}
