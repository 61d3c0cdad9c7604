internal import RealModule

/// A steady rise of daily peaks: a straight line that explains them better than one step from a level to another.
package struct SteadyTrend: Sendable, Hashable {
  /// The most days that are looked at.
  static let days = 56

  /// Bytes a day; above zero.
  package let slope: Double
  /// The line's value on the last day, and how far the largest peak of the last four weeks lies above the line, bytes.
  package let last: Double, excess: Double
  /// The standard deviation about the line, and of the slope, bytes and bytes a day.
  package let deviation: Double, slopeDeviation: Double
  /// From 0, as good as a step, to 1, far better.
  package let weight: Double
  /// Days that were looked at.
  package let span: Int

  /// Fits the line; `nil` where fewer than three weeks were observed, or nothing rises steadily.
  ///
  /// - Parameter peaks: One a day, bytes; NaN where none was observed.
  package init?(_ peaks: ArraySlice<Double>) {
    let seen = peaks.indices.filter { !peaks[$0].isNaN }
    guard seen.count >= 21 else { return nil }
    let count = Double(seen.count)
    let centre = seen.reduce(0.0) { $0 + Double($1) } / count
    let mean = seen.reduce(0.0) { $0 + peaks[$1] } / count
    var (cross, square, total) = (0.0, 0.0, 0.0)
    for day in seen {
      let (offset, value) = (Double(day) - centre, peaks[day] - mean)
      cross += offset * value
      square += offset * offset
      total += value * value
    }
    guard cross > 0, total > 0 else { return nil }
    slope = cross / square
    let unexplained = total - cross * cross / square
    // The best step: what a split into two levels leaves unexplained.
    var (before, explained) = (0.0, 0.0)
    for (place, day) in seen.enumerated().dropLast() {
      before += peaks[day] - mean
      let left = Double(place + 1)
      explained = max(explained, before * before * (1 / left + 1 / (count - left)))
    }
    // A perfect line leaves a step a quarter unexplained.
    weight = min(max((total - explained - unexplained) / total / 0.15, 0), 1)
    guard weight > 0 else { return nil }
    let end = peaks.endIndex - 1
    last = mean + slope * (Double(end) - centre)
    deviation = (unexplained / max(1, count - 2)).squareRoot()
    // Neighbouring days err alike, as if a week told what three days tell.
    slopeDeviation = 1.5 * deviation / square.squareRoot()
    span = seen[seen.count - 1] - seen[0] + 1
    let line = (last, slope)
    excess =
      seen.filter { $0 > end - 28 }
      .map { peaks[$0] - (line.0 - line.1 * Double(end - $0)) }.max() ?? 0
  }

  /// The largest peak, bytes, of a horizon of `days` days, as far as the trend is to be believed.
  package func peak(after days: Int) -> Double {
    weight * (last + slope * Double(days) + excess) + (1 - weight) * (last + excess)
  }

  /// The least probability that demand passes `size` within `days` days: that the trend goes on, times that it then does.
  ///
  /// A trend is not believed for longer than it has lasted.
  package func exceedance(of size: Double, after days: Int) -> Double {
    let ahead = Double(min(days, span))
    let spread =
      (deviation * deviation + ahead * ahead * slopeDeviation * slopeDeviation)
      .squareRoot() + 0.1 * slope * ahead
    let distance = (size - last - excess - slope * ahead) / spread
    return Self.goesOn * weight * 0.5 * Double.erfc(distance / 2.0.squareRoot())
  }

  /// Misses beyond the first: months of 30 days for which the trend keeps demand above `size` within `days` days, as far as it
  /// is to be believed.
  package func furtherMisses(of size: Double, after days: Int) -> Double {
    let crossing = max(0, (size - last - excess) / slope)
    guard crossing < Double(min(days, span)) else { return 0 }
    return Self.goesOn * weight * max(0, (Double(days) - crossing) / 30 - 1)
  }

  /// How often a steady trend goes on.
  private static let goesOn = 0.6
}
