/// One line that tells how far long work is.
public enum ProgressText {
  private static let cells = 24

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
    let share = all > 0 ? Double(min(max(done, 0), all)) / Double(all) : 1
    let filled = Int(share * Double(cells))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: " ", count: cells - filled)
    var line = "\(work) [\(bar)] \(NumberText.grouped(done)) of \(NumberText.grouped(all)) \(unit)"
    let (whole, fraction) = elapsed.components
    let seconds = Double(whole) + Double(fraction) * 1e-18
    if done > 0, seconds > 0 {
      let rate = Double(done) / seconds
      line += ", \(NumberText.trimmed(rate, places: rate < 10 ? 1 : 0)) a second"
      if done < all { line += ", \(left(Double(all - done) / rate)) left" }
    }
    return String(line.prefix(width))
  }

  /// `40 s`, `3 min`, `2 h`: rounded up.
  private static func left(_ seconds: Double) -> String {
    if seconds <= 90 { return "\(Int(seconds.rounded(.up))) s" }
    if seconds <= 5400 { return "\(Int((seconds / 60).rounded(.up))) min" }
    return "\(NumberText.grouped(Int(min(seconds / 3600, 1e6).rounded(.up)))) h"
  }
}
