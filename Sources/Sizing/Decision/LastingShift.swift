internal import RealModule

/// The last time that demand moved to another level and stayed there.
///
/// What came before says little of what comes next, so an entity's record begins anew there. The rule is strict: at
/// least 14 observed days since, all of them (but for a tenth, upwards) on one side of what the 28 days before reached,
/// at least a fifth apart, and a level at which the entity had not been for two weeks before.
enum LastingShift {
  private static let least = 14
  private static let before = 28
  private static let ratio = 0.8

  /// The first step at the new level; `nil` where there was no lasting shift.
  ///
  /// - Parameter peaks: Daily peaks, `NaN` for gaps, oldest first.
  static func start(in peaks: [Double]) -> Int? {
    guard peaks.count >= least + before / 2 else { return nil }
    var best: (step: Int, contrast: Double)?
    var since: [Double] = []
    for step in stride(from: peaks.count - 1, through: before / 2, by: -1) where !peaks[step].isNaN {
      since.insert(peaks[step], at: since.firstIndex { $0 > peaks[step] } ?? since.count)
      guard since.count >= least, let contrast = contrast(peaks, at: step, since: since),
        contrast > best?.contrast ?? 0, !hasBeenThere(peaks[..<step], like: since)
      else { continue }
      best = (step, contrast)
    }
    return best?.step
  }

  /// How far apart the levels before and after `step` are, as a log ratio above zero; `nil` where they overlap.
  private static func contrast(_ peaks: [Double], at step: Int, since: [Double]) -> Double? {
    let early = peaks[max(0, step - before)..<step]
    let (top, newTop, newTenth) = (early.max() ?? 0, since[since.count - 1], since[since.count / 10])
    // Most steps are told apart by their largest values alone.
    guard newTop < ratio * top || top < ratio * newTenth else { return nil }
    let ordered = early.filter { !$0.isNaN }.sorted()
    guard ordered.count >= least, let highest = ordered.last else { return nil }
    let tenth = ordered[ordered.count / 10]
    if newTop < ratio * tenth { return .log(tenth / max(newTop, 1)) }
    return highest < ratio * newTenth ? .log(newTenth / max(highest, 1)) : nil
  }

  /// Whether two weeks in a row lay at the new level before, up or down.
  private static func hasBeenThere(_ earlier: ArraySlice<Double>, like after: [Double]) -> Bool {
    guard let top = after.last, let low = after.first, earlier.count >= least else { return false }
    var run = 0
    for peak in earlier where !peak.isNaN {
      run = peak <= 1.1 * top && peak >= 0.9 * low ? run + 1 : 0
      if run >= least / 2 { return true }
    }
    return false
  }
}
