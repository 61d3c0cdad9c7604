import HeadroomBasics

/// Members that read their answer off the history: last values, medians, last cycles.
///
/// Idle and step-like series need these, and short ones have nothing else. Every path depends only on the steps before
/// its origin.
struct AnchorMembers {
  let panel: PreparedPanel
  let seasons: [Int]

  /// Adds the last value.
  func addNaive(to forecasts: inout MemberForecasts) {
    addPath("naive", to: &forecasts) { history, path in
      path.update(repeating: Float(history[history.count - 1]))
    }
  }

  /// Adds the last cycle of the longest season that fits twice; the last value where none does.
  func addSeasonalNaive(to forecasts: inout MemberForecasts) {
    addPath("seasonal-naive", to: &forecasts) { history, path in
      let season = seasons.last { 2 * $0 <= history.count } ?? 1
      Self.repeatLast(season, of: history, in: path)
    }
  }

  /// Adds every anchor.
  func addAll(to forecasts: inout MemberForecasts) {
    addNaive(to: &forecasts)
    let short = seasons.first ?? 8
    addLevel("median-cycle", span: short, to: &forecasts)
    addLevel("median-short", span: 3 * short, to: &forecasts)
    addLevel("median-long", span: 14 * short, to: &forecasts)
    for season in seasons {
      addPath("seasonal-naive-\(season)", to: &forecasts) { history, path in
        Self.repeatLast(season <= history.count ? season : 1, of: history, in: path)
      }
      addPath("mean-of-cycles-\(season)", to: &forecasts) { history, path in
        Self.writeMeanOfCycles(history, season: season, shortest: short, to: path)
      }
    }
    guard let season = seasons.first else { return }
    addPath("median-by-phase-\(season)", to: &forecasts) { history, path in
      Self.writeMedianByPhase(history, season: season, cycles: 7, to: path)
    }
  }

  /// The median of the last `span` values at every step.
  private func addLevel(_ name: String, span: Int, to forecasts: inout MemberForecasts) {
    addPath(name, to: &forecasts) { history, path in
      path.update(repeating: Float(OrderStatistics.median(Array(history.suffix(span)))))
    }
  }

  /// Adds a member whose `path` is told the history up to each origin and writes the steps ahead.
  private func addPath(
    _ name: String, to forecasts: inout MemberForecasts,
    path: (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Float>) -> Void
  ) {
    let member = forecasts.add(name)
    panel.values.withUnsafeBufferPointer { values in
      for row in forecasts.rows {
        for (index, end) in forecasts.ends.enumerated() {
          // A series that has not begun is not judged; its one filled value keeps the arithmetic defined.
          let first = min(panel.start[row], end - 1)
          let origin = row * panel.length
          let history = UnsafeBufferPointer(rebasing: values[(origin + first)..<(origin + end)])
          forecasts.withPath(member: member, end: index, row: row) { path(history, $0) }
        }
      }
    }
  }

  /// The last `count` values over and over.
  private static func repeatLast(
    _ count: Int, of history: UnsafeBufferPointer<Double>,
    in path: UnsafeMutableBufferPointer<Float>
  ) {
    let first = history.count - count
    for step in path.indices.prefix(count) { path[step] = Float(history[first + step]) }
    repeatFirst(count, of: path)
  }

  /// The first `count` steps of a path over and over.
  private static func repeatFirst(_ count: Int, of path: UnsafeMutableBufferPointer<Float>) {
    for step in path.indices.dropFirst(count) { path[step] = path[step - count] }
  }

  /// The mean of the last three cycles, moved half of the way to the level of the last short cycle.
  private static func writeMeanOfCycles(
    _ history: UnsafeBufferPointer<Double>, season: Int, shortest: Int,
    to path: UnsafeMutableBufferPointer<Float>
  ) {
    let count = history.count
    let cycles = min(3, count / season)
    guard cycles > 0 else { return path.update(repeating: Float(history[count - 1])) }
    func mean(_ end: Int) -> Double {
      history[(end - shortest)..<end].reduce(0, +) / Double(shortest)
    }
    var (then, known) = (0.0, 0)
    for cycle in 1...cycles where count - season * cycle - shortest >= 0 {
      then += mean(count - season * cycle)
      known += 1
    }
    let shift = known == 0 ? 0 : 0.5 * (mean(count) - then / Double(known))
    for phase in path.indices.prefix(season) {
      var sum = 0.0
      for cycle in 1...cycles { sum += history[count - season * cycle + phase] }
      path[phase] = Float(sum / Double(cycles) + shift)
    }
    repeatFirst(season, of: path)
  }

  /// For each phase the median over the last `cycles` cycles.
  private static func writeMedianByPhase(
    _ history: UnsafeBufferPointer<Double>, season: Int, cycles: Int,
    to path: UnsafeMutableBufferPointer<Float>
  ) {
    let count = history.count
    let whole = min(cycles, count / season)
    guard whole > 0 else { return path.update(repeating: Float(history[count - 1])) }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: whole) { values in
      for phase in path.indices.prefix(season) {
        for cycle in 0..<whole {
          values.initializeElement(
            at: cycle, to: history[count - season * (cycle + 1) + phase])
        }
        path[phase] = Float(OrderStatistics.median(in: values))
      }
    }
    repeatFirst(season, of: path)
  }
}
