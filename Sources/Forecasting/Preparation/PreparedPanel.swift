package import CapacityModel
internal import HeadroomBasics

/// A panel made ready for windows: series-major, without gaps, every series in a unit of its own.
///
/// Series `n` is the row `values[n × length ..< (n + 1) × length]`; windows are then contiguous pieces of it, which is
/// what the regressions copy. Values are in units of the series' largest magnitude, so that no threshold below
/// depends on bytes or gibibytes and squares cannot overflow; a logged series holds logarithms of those.
package struct PreparedPanel: Sendable {
  /// The number of series, N.
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
  /// For each series the first step of its record: that with a first value, or the first after its level shifted for good; `length` for
  /// a series without any.
  package private(set) var start: [Int]
  /// For each series its first step with a value, whatever it shifted by later.
  private(set) var begun: [Int]
  /// For each series the step at which its level moved to where it never was, too lately to tell whether it stays; `length` for the others.
  private(set) var unsettled: [Int]
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
  ///
  /// - Parameter reach: Steps from the end within which a lasting shift of the level begins a record anew; `nil` for all. A shift that
  ///   lies further back than any forecast that is judged is part of what a series learns from.
  package init(_ panel: Panel, settings: EngineSettings, reach: Int? = nil) {
    let count = panel.seriesCount
    let blocks = ParallelLoop.threads.map((count + Self.block - 1) / Self.block) { block in
      let first = block * Self.block
      return PreparedPanel(
        panel, series: first..<min(first + Self.block, count), settings: settings,
        reach: reach ?? panel.stepCount)
    }
    self.init(panel, series: 0..<0, settings: settings, reach: 0)
    reserve(count)
    for block in blocks { append(block) }
  }

  private init(_ panel: Panel, series range: Range<Int>, settings: EngineSettings, reach: Int) {
    let (n, steps) = (range.count, min(panel.stepCount, settings.longest))
    (seriesCount, length) = (n, steps)
    natural = Array(repeating: 0, count: n * steps)
    values = []
    observed = Array(repeating: false, count: n * steps)
    seenBefore = Array(repeating: 0, count: n * (steps + 1))
    start = Array(repeating: steps, count: n)
    begun = start
    unsettled = start
    unit = Array(repeating: 1, count: n)
    logged = Array(repeating: false, count: n)
    lowest = Array(repeating: 0, count: n)
    highest = lowest
    observedSteps = Array(repeating: 0, count: n)
    for series in 0..<n { load(panel, column: range.lowerBound + series, series: series) }
    begun = start
    for series in 0..<n { restart(series, span: settings.settled, reach: reach) }
    values = natural
    for series in 0..<n where start[series] < steps {
      // What lies before the record is held at its first value, here as where nothing was seen before it.
      let row = series * steps
      for step in 0..<start[series] { values[row + step] = values[row + start[series]] }
    }
    for series in 0..<n { takeLogarithms(series, settings: settings) }
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
    begun += next.begun
    unsettled += next.unsettled
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

  /// Moves from one value seen to the next in the record of `series` before `end`.
  func moves(_ series: Int, before end: Int) -> Int {
    start[series] < end ? max(0, seen(series, start[series]..<end) - 1) : 0
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

  /// Lets the record of a series begin at its last lasting shift.
  private mutating func restart(_ series: Int, span: Int, reach: Int) {
    let row = series * length
    guard start[series] + 2 * span <= length else { return }
    let shift = natural.withUnsafeBufferPointer {
      LastingShift(
        UnsafeBufferPointer(rebasing: $0[(row + start[series])..<(row + length)]), span: span)
    }
    guard let shift, length - start[series] - shift.step < reach else { return }
    guard shift.isSettled else {
      unsettled[series] = start[series] + shift.step
      return
    }
    start[series] += shift.step
    let record = natural[(row + start[series])..<(row + length)]
    guard let low = record.min(), let high = record.max() else { return }
    // The record's own magnitude is its unit, as if nothing had come before it.
    let largest = max(abs(low), abs(high))
    let scale = largest > 0 ? largest : 1
    for index in row..<(row + length) { natural[index] /= scale }
    unit[series] *= scale
    (lowest[series], highest[series]) = (low / scale, high / scale)
  }

  /// Whether a record is a straight line, and clearly more so than its logarithms are: those of a line are bent, and a trend read off them
  /// would bend the line ahead.
  private func isStraight(_ series: Int, rest: Double?) -> Bool {
    let record = (series * length + start[series])..<((series + 1) * length)
    guard let rest, record.count >= Self.straightSteps else { return false }
    let left = Self.unexplained(natural[record])
    guard left <= rest else { return false }
    return left <= 0.8 * Self.unexplained(natural[record].map(Exponential.logarithm)[...])
  }

  /// Steps that a record needs to be called straight.
  private static let straightSteps = 28

  /// The share of the variance that a straight line leaves; 1 of constants.
  private static func unexplained(_ values: ArraySlice<Double>) -> Double {
    var line = LinearTrend()
    for value in values { line.add(value) }
    let mean = values.reduce(0, +) / Double(values.count)
    let centre = Double(values.count - 1) / 2
    var (left, around) = (0.0, 0.0)
    for (step, value) in values.enumerated() {
      let distance = value - mean
      let rest = distance - line.slope * (Double(step) - centre)
      left += rest * rest
      around += distance * distance
    }
    return around > 0 ? left / around : 1
  }

  private mutating func takeLogarithms(_ series: Int, settings: EngineSettings) {
    guard let ratio = settings.logBelow, lowest[series] > 0,
      highest[series] < ratio * lowest[series],
      !isStraight(series, rest: settings.straightRest)
    else { return }
    logged[series] = true
    for index in (series * length)..<((series + 1) * length) {
      values[index] = Exponential.logarithm(values[index])
    }
  }
}
