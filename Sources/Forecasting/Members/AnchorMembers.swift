/// Members that read their answer off the history: last values, medians, last cycles.
///
/// Idle and step-like series need these, and short ones have nothing else. Every path depends only on the steps before
/// its origin.
struct AnchorMembers {
  let panel: PreparedPanel
  let seasons: [Int]

  /// Adds the last value.
  func addNaive(to forecasts: inout MemberForecasts) {
    addPath("naive", to: &forecasts) { history, horizon in
      Array(repeating: history[history.count - 1], count: horizon)
    }
  }

  /// Adds the last cycle of the longest season that fits twice; the last value where none does.
  func addSeasonalNaive(to forecasts: inout MemberForecasts) {
    addPath("seasonal-naive", to: &forecasts) { history, horizon in
      let season = seasons.last { 2 * $0 <= history.count } ?? 1
      return Self.repeated(history.suffix(season), to: horizon)
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
      addPath("seasonal-naive-\(season)", to: &forecasts) { history, horizon in
        let season = season <= history.count ? season : 1
        return Self.repeated(history.suffix(season), to: horizon)
      }
      addPath("mean-of-cycles-\(season)", to: &forecasts) { history, horizon in
        Self.meanOfCycles(history, season: season, horizon: horizon, shortest: short)
      }
    }
    guard let season = seasons.first else { return }
    addPath("median-by-phase-\(season)", to: &forecasts) { history, horizon in
      Self.medianByPhase(history, season: season, cycles: 7, horizon: horizon)
    }
  }

  /// The median of the last `span` values at every step.
  private func addLevel(_ name: String, span: Int, to forecasts: inout MemberForecasts) {
    addPath(name, to: &forecasts) { history, horizon in
      Array(repeating: Order.median(Array(history.suffix(span))), count: horizon)
    }
  }

  private func addPath(
    _ name: String, to forecasts: inout MemberForecasts,
    path: (UnsafeBufferPointer<Double>, Int) -> [Double]
  ) {
    let member = forecasts.add(name)
    panel.values.withUnsafeBufferPointer { values in
      for row in forecasts.rows {
        for (index, end) in forecasts.ends.enumerated() {
          // A series that has not begun is not judged; its one filled value keeps the arithmetic defined.
          let first = min(panel.start[row], end - 1)
          let origin = row * panel.length
          let history = UnsafeBufferPointer(rebasing: values[(origin + first)..<(origin + end)])
          forecasts.write(
            path(history, forecasts.horizon), member: member, end: index, row: row)
        }
      }
    }
  }

  /// `cycle` over and over, `horizon` values.
  private static func repeated(_ cycle: some Collection<Double>, to horizon: Int) -> [Double] {
    var path: [Double] = []
    path.reserveCapacity(horizon)
    while path.count < horizon { path.append(contentsOf: cycle.prefix(horizon - path.count)) }
    return path
  }

  /// The mean of the last three cycles, moved half of the way to the level of the last short cycle.
  private static func meanOfCycles(
    _ history: UnsafeBufferPointer<Double>, season: Int, horizon: Int, shortest: Int
  ) -> [Double] {
    let count = history.count
    let cycles = min(3, count / season)
    guard cycles > 0 else { return Array(repeating: history[count - 1], count: horizon) }
    func mean(_ end: Int) -> Double {
      history[(end - shortest)..<end].reduce(0, +) / Double(shortest)
    }
    let then = (1...cycles).filter { count - season * $0 - shortest >= 0 }
      .map { mean(count - season * $0) }
    let shift =
      then.isEmpty ? 0 : 0.5 * (mean(count) - then.reduce(0, +) / Double(then.count))
    let cycle = (0..<min(season, horizon)).map { phase in
      (1...cycles).reduce(0) { $0 + history[count - season * $1 + phase] } / Double(cycles) + shift
    }
    return repeated(cycle, to: horizon)
  }

  /// For each phase the median over the last `cycles` cycles.
  private static func medianByPhase(
    _ history: UnsafeBufferPointer<Double>, season: Int, cycles: Int, horizon: Int
  ) -> [Double] {
    let count = history.count
    let whole = min(cycles, count / season)
    guard whole > 0 else { return Array(repeating: history[count - 1], count: horizon) }
    let cycle = (0..<min(season, horizon)).map { phase in
      Order.median((1...whole).map { history[count - season * $0 + phase] })
    }
    return repeated(cycle, to: horizon)
  }
}
