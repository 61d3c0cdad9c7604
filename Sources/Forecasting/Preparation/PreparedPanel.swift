package import CapacityModel
internal import HeadroomBasics

/// A panel made ready for windows: series-major, without gaps, every series in a unit of its own.
///
/// Series `n` is the row `values[n × length ..< (n + 1) × length]`; windows are then contiguous pieces of it, which is
/// what the regressions copy. Values are in units of the series' largest magnitude, so that no threshold below
/// depends on bytes or gibibytes and squares cannot overflow; a logged series holds logarithms of those.
package struct PreparedPanel: Sendable {
  /// N.
  private(set) var seriesCount: Int
  /// Steps of history kept.
  let length: Int
  /// What members forecast, shape `[N × length]`, gaps filled.
  private(set) var values: [Double]
  /// Before the logarithm, shape `[N × length]`, gaps filled.
  package private(set) var natural: [Double]
  /// Whether a value was seen rather than filled in, shape `[N × length]`.
  package private(set) var observed: [Bool]
  /// Values seen before each step, shape `[N × (length + 1)]`.
  private(set) var seenBefore: [Int32]
  /// For each series its first step with a value; `length` for a series without any.
  package private(set) var start: [Int]
  /// For each series what 1 stands for, `> 0`.
  package private(set) var unit: [Double]
  /// Which series are forecast as logarithms.
  private(set) var logged: [Bool]
  /// Each series' least value, in its unit.
  private(set) var lowest: [Double]
  /// Each series' largest value, in its unit.
  private(set) var highest: [Double]
  /// Steps with a value in the whole panel, older ones included.
  private(set) var observedSteps: [Int]

  /// Series that are read together: neighbours share the cache lines of a time-major panel.
  private static let block = 32

  /// Aligns and fills the last `settings.longest` steps of `panel`.
  package init(_ panel: Panel, settings: EngineSettings) {
    let count = panel.seriesCount
    let blocks = ParallelLoop.threads.map((count + Self.block - 1) / Self.block) { block in
      let first = block * Self.block
      return PreparedPanel(
        panel, series: first..<min(first + Self.block, count), settings: settings)
    }
    self.init(panel, series: 0..<0, settings: settings)
    reserve(count)
    for block in blocks { append(block) }
  }

  private init(_ panel: Panel, series range: Range<Int>, settings: EngineSettings) {
    let (n, steps) = (range.count, min(panel.stepCount, settings.longest))
    (seriesCount, length) = (n, steps)
    natural = Array(repeating: 0, count: n * steps)
    values = []
    observed = Array(repeating: false, count: n * steps)
    seenBefore = Array(repeating: 0, count: n * (steps + 1))
    start = Array(repeating: steps, count: n)
    unit = Array(repeating: 1, count: n)
    logged = Array(repeating: false, count: n)
    lowest = Array(repeating: 0, count: n)
    highest = lowest
    observedSteps = Array(repeating: 0, count: n)
    for series in 0..<n { load(panel, column: range.lowerBound + series, series: series) }
    values = natural
    for series in 0..<n { takeLogarithms(series, below: settings.logBelow) }
  }

  private mutating func reserve(_ count: Int) {
    values.reserveCapacity(count * length)
    natural.reserveCapacity(count * length)
    observed.reserveCapacity(count * length)
    seenBefore.reserveCapacity(count * (length + 1))
  }

  private mutating func append(_ next: PreparedPanel) {
    seriesCount += next.seriesCount
    values += next.values
    natural += next.natural
    observed += next.observed
    seenBefore += next.seenBefore
    start += next.start
    unit += next.unit
    logged += next.logged
    lowest += next.lowest
    highest += next.highest
    observedSteps += next.observedSteps
  }

  /// Values seen in `range` of `series`.
  func seen(_ series: Int, _ range: Range<Int>) -> Int {
    let row = series * (length + 1)
    return Int(seenBefore[row + range.upperBound] - seenBefore[row + range.lowerBound])
  }

  /// Turns forecasts of `values` back into the series' unit, within reach of what was seen.
  ///
  /// The bounds, half a range below and a whole one above, keep an extrapolated trend from leaving the earth.
  func makePlausible(_ path: UnsafeMutableBufferPointer<Float>, of series: Int) {
    let (low, high) = (lowest[series], highest[series])
    let width = high - low
    let bottom = Float(low >= 0 ? max(0, low - 0.5 * width) : low - 0.5 * width)
    let top = Float(high + width)
    let isLogged = logged[series]
    for step in path.indices {
      let value = isLogged ? Exponential.of(min(path[step], 5)) : path[step]
      path[step] = min(max(value, bottom), top)
    }
  }

  /// A forecast in a series' unit as what members forecast, a logarithm where the series is logged.
  func modelled(_ forecast: Double, _ series: Int) -> Double {
    logged[series] ? Exponential.logarithm(max(forecast, 1e-9)) : forecast
  }

  private mutating func load(_ panel: Panel, column: Int, series: Int) {
    let (offset, count) = (panel.stepCount - length, panel.seriesCount)
    var (low, high) = (Double.infinity, -Double.infinity)
    var lastBefore: Double?
    for step in 0..<panel.stepCount where panel.mask[step * count + column] {
      let value = panel.values[step * count + column]
      observedSteps[series] += 1
      guard step >= offset else {
        lastBefore = value
        continue
      }
      (low, high) = (min(low, value), max(high, value))
      let index = series * length + step - offset
      (natural[index], observed[index]) = (value, true)
      start[series] = min(start[series], step - offset)
    }
    if start[series] == length, let value = lastBefore {
      // Silent for longer than the history kept: the last word stands, as a single old value.
      (low, high, start[series]) = (value, value, length - 1)
      natural[series * length + length - 1] = value
    }
    guard start[series] < length else { return }
    let largest = max(abs(low), abs(high))
    unit[series] = largest > 0 ? largest : 1
    (lowest[series], highest[series]) = (low / unit[series], high / unit[series])
    fill(series)
  }

  /// Scales one series, interpolates between values seen and holds the last one.
  private mutating func fill(_ series: Int) {
    let row = series * length
    var last = start[series]
    for step in 0..<length {
      let before = series * (length + 1) + step
      seenBefore[before + 1] = seenBefore[before] + (observed[row + step] ? 1 : 0)
      guard step >= start[series] else { continue }
      if observed[row + step] || step == start[series] {
        natural[row + step] /= unit[series]
        let (from, to, gap) = (natural[row + last], natural[row + step], step - last)
        for hole in stride(from: 1, to: gap, by: 1) {
          natural[row + last + hole] = from + (to - from) * Double(hole) / Double(gap)
        }
        last = step
      }
    }
    for step in (last + 1)..<max(length, last + 1) { natural[row + step] = natural[row + last] }
    for step in 0..<start[series] { natural[row + step] = natural[row + start[series]] }
  }

  private mutating func takeLogarithms(_ series: Int, below ratio: Double?) {
    guard let ratio, lowest[series] > 0, highest[series] < ratio * lowest[series] else { return }
    logged[series] = true
    for index in (series * length)..<((series + 1) * length) {
      values[index] = Exponential.logarithm(natural[index])
    }
  }
}
