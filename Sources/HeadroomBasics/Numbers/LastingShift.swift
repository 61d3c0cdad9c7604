/// Where the level of a series shifted for good, so that its record begins anew.
///
/// A machine that was resized or loaded anew is another machine: its earlier errors say nothing about the errors to come. The test is
/// meant for such clear cases alone, and takes one pass over sums:
/// - the last steps lie around one level, and the steps just before them around another one;
/// - the levels are six standard deviations or more apart, by the larger deviation of the two;
/// - they differ by a quarter of the larger one, and the new one is at least an eighth of the old one (less is idle, and may come back);
/// - the series was not at the new level before.
///
/// `LevelShifts`, which tells a reader about the past, is finer: it finds any number of small shifts.
package struct LastingShift: Sendable, Hashable {
  /// The first step on the new level.
  package let step: Int
  /// Whether the new level has lasted long enough to be the level of the series from now on.
  package let isSettled: Bool

  /// Standard deviations between two levels. A straight line has at most 3.5.
  private static let distance = 6.0
  /// Least difference, as a share of the larger level.
  private static let least = 0.25
  /// Least new level, as a share of the old one.
  private static let idle = 0.125
  /// Share of the earlier steps that may have been at the new level.
  private static let visits = 0.02

  /// Looks for the last lasting shift; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - values: Without gaps.
  ///   - span: Steps after which a new level is settled, `> 3`. Half as many are compared before it; a quarter after it
  ///     is enough to see that it moved.
  package init?(_ values: UnsafeBufferPointer<Double>, span: Int) {
    guard values.count >= 2 * span, let last = values.last else { return nil }
    let (past, least) = (span / 2, max(2, span / 4))
    let sums = Sums(values, around: last)
    var best: (step: Int, distance: Double)?
    for step in stride(from: values.count - least, through: past, by: -1) {
      if let best, step < best.step - span { break }
      let (before, after) = (sums.moments((step - past)..<step), sums.moments(step..<values.count))
      let move = abs(after.mean - before.mean)
      let noise = max(before.deviation, after.deviation, 1e-9 * move)
      guard move > Self.distance * noise, move > (best?.distance ?? 0) * noise,
        move >= Self.least * max(abs(after.mean + last), abs(before.mean + last)),
        abs(sums.moments(step..<min(step + span, values.count)).mean - before.mean) > 0.75 * move
      else { continue }
      best = (step, move / noise)
    }
    guard let best else { return nil }
    let after = sums.moments(best.step..<values.count).mean + last
    let before = sums.moments((best.step - past)..<best.step).mean + last
    guard abs(after) >= Self.idle * abs(before) else { return nil }
    let middle = (after + before) / 2
    let visited = (0..<best.step).count { (values[$0] > middle) == (after > middle) }
    guard Double(visited) <= Self.visits * Double(best.step) else { return nil }
    (step, isSettled) = (best.step, values.count - best.step >= span)
  }

  /// Sums of values and of their squares up to each step.
  private struct Sums {
    private var values = [0.0]
    private var squares = [0.0]

    /// Sums of what lies above `centre`, so that a high level costs no digits; single spikes are cut to their neighbours.
    init(_ source: UnsafeBufferPointer<Double>, around centre: Double) {
      values.reserveCapacity(source.count + 1)
      squares.reserveCapacity(source.count + 1)
      var (sum, square) = (0.0, 0.0)
      for step in source.indices {
        var value = source[step]
        if step > 0, step + 1 < source.count {
          let (one, other) = (source[step - 1], source[step + 1])
          value = max(min(one, other), min(max(one, other), value))
        }
        value -= centre
        sum += value
        square += value * value
        values.append(sum)
        squares.append(square)
      }
    }

    func moments(_ range: Range<Int>) -> (mean: Double, deviation: Double) {
      let count = Double(range.count)
      let mean = (values[range.upperBound] - values[range.lowerBound]) / count
      let square = (squares[range.upperBound] - squares[range.lowerBound]) / count
      return (mean, max(0, square - mean * mean).squareRoot())
    }
  }
}
