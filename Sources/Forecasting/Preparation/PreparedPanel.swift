import CapacityModel
import RealModule

/// A panel made ready for members: gaps filled from the history alone, each series' first step known.
///
/// Values are kept twice: time-major for recursions over all series, series-major for windows of one series.
struct PreparedPanel: Sendable {
  /// Steps kept, the latest of the panel.
  let stepCount: Int
  /// N.
  let seriesCount: Int
  /// Filled values, shape `[T × N]`; the first value is held before it, the last one after it.
  let values: [Double]
  /// The same, shape `[N × T]`.
  let rows: [Double]
  /// Whether a value was observed, shape `[N × T]`.
  let known: [Bool]
  /// Each series' first observed step; `stepCount` where there is none.
  let start: [Int]
  /// Which series are forecast as logarithms; `values` and `rows` hold logarithms there.
  let logged: [Bool]
  /// Half of each series for cross-fitting, by its name.
  let half: [Int]

  /// Prepares a panel.
  ///
  /// - Parameters:
  ///   - panel: History.
  ///   - longest: Steps of history to keep.
  ///   - logBelow: A series is logged when it is positive and its largest value is below this multiple of its smallest.
  init(_ panel: Panel, longest: Int, logBelow: Double?) {
    let (n, t) = (panel.seriesCount, min(panel.stepCount, longest))
    let offset = panel.stepCount - t
    (stepCount, seriesCount) = (t, n)
    var rows = [Double](repeating: 0, count: n * t)
    var known = [Bool](repeating: false, count: n * t)
    var start = [Int](repeating: t, count: n)
    var logged = [Bool](repeating: false, count: n)
    for series in 0..<n {
      var observed = (0..<t).map { panel[offset + $0, series] }
      start[series] = observed.firstIndex { $0 != nil } ?? t
      for step in 0..<t { known[series * t + step] = observed[step] != nil }
      if let logBelow { logged[series] = Self.suitsLogarithm(observed, below: logBelow) }
      if logged[series] { observed = observed.map { $0.map { Double.log($0) } } }
      Self.fill(observed, into: &rows, at: series * t)
    }
    var values = [Double](repeating: 0, count: n * t)
    for series in 0..<n {
      for step in 0..<t { values[step * n + series] = rows[series * t + step] }
    }
    (self.rows, self.known, self.start, self.logged, self.values) = (
      rows, known, start, logged, values
    )
    half = panel.entities.map {
      Int($0.name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 7) & 1
    }
  }

  private init(_ whole: PreparedPanel, firstSteps count: Int) {
    let (n, t) = (whole.seriesCount, whole.stepCount)
    (stepCount, seriesCount) = (count, n)
    var rows = [Double](repeating: 0, count: n * count)
    var known = [Bool](repeating: false, count: n * count)
    for series in 0..<n {
      // What was interpolated towards a value after the cut must not be known before it: hold instead.
      var last = whole.rows[series * t + min(whole.start[series], t - 1)]
      for step in 0..<count {
        let seen = whole.known[series * t + step]
        if seen { last = whole.rows[series * t + step] }
        known[series * count + step] = seen
        let closed = whole.nextKnown(series, step, before: count)
        rows[series * count + step] = seen || closed ? whole.rows[series * t + step] : last
      }
    }
    var values = [Double](repeating: 0, count: n * count)
    for series in 0..<n {
      for step in 0..<count { values[step * n + series] = rows[series * count + step] }
    }
    (self.rows, self.known, self.values) = (rows, known, values)
    start = whole.start.map { min($0, count) }
    (logged, half) = (whole.logged, whole.half)
  }

  /// The panel as it was known after its first `count` steps.
  func prefix(_ count: Int) -> PreparedPanel { PreparedPanel(self, firstSteps: count) }

  /// Observed steps of `series`.
  func observedCount(_ series: Int) -> Int {
    known[(series * stepCount)..<((series + 1) * stepCount)].reduce(0) { $0 + ($1 ? 1 : 0) }
  }

  /// Steps of `series` from its first observation.
  func length(_ series: Int) -> Int { stepCount - start[series] }

  /// A working value in natural units.
  func natural(_ value: Double, _ series: Int) -> Double {
    logged[series] ? .exp(min(value, 700)) : value
  }

  private func nextKnown(_ series: Int, _ step: Int, before end: Int) -> Bool {
    var next = step + 1
    while next < end {
      if known[series * stepCount + next] { return true }
      next += 1
    }
    return false
  }

  private static func suitsLogarithm(_ values: [Double?], below limit: Double) -> Bool {
    var (low, high) = (Double.infinity, 0.0)
    for case let value? in values { (low, high) = (min(low, value), max(high, value)) }
    return low > 0 && low.isFinite && high / low < limit
  }

  /// Interpolates inner gaps linearly and holds the ends.
  private static func fill(_ observed: [Double?], into rows: inout [Double], at base: Int) {
    guard let first = observed.firstIndex(where: { $0 != nil }), let value = observed[first] else {
      return
    }
    for step in 0...first { rows[base + step] = value }
    var previous = first
    for step in (first + 1)..<max(first + 1, observed.count) {
      guard let value = observed[step] else {
        rows[base + step] = rows[base + previous]
        continue
      }
      rows[base + step] = value
      let (from, gap) = (rows[base + previous], Double(step - previous))
      for inner in (previous + 1)..<max(previous + 1, step) {
        rows[base + inner] = from + (value - from) * Double(inner - previous) / gap
      }
      previous = step
    }
  }
}
