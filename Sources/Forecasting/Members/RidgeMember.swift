import LinearAlgebra

/// Direct regression of the next `horizon` values on the last `context` ones, pooled over windows of all series.
///
/// A window is centred on the mean of its last season and divided by a mean of its standard deviation and its mean
/// absolute step, so that one set of weights serves every level and size; weights of zero forecast the centre. All
/// steps ahead share one factorisation: (ZᵀZ + λI)·W = ZᵀR. Weights are fitted on either half of the series and on all:
/// in back-tests a series is forecast with those of the other half. Source: Hoerl & Kennard (1970), Technometrics 12(1).
struct RidgeMember: Member {
  /// The shape of a window.
  struct Window: Sendable, Hashable {
    /// Lags.
    var context: Int
    /// Steps ahead.
    var horizon: Int
    /// Steps whose mean is the centre.
    var season: Int
    /// Steps between windows of one series.
    var stride: Int
  }

  let window: Window
  /// Weights for series of half 0, of half 1 (each fitted on the other), and fitted on all; shape `[context + 1, h]`.
  private let weights: [Matrix]

  var name: String { "ridge-\(window.context)" }

  /// Standardised values beyond this are outliers: they would own the regression.
  private static let bound = 8.0
  /// The share of a window that must have been observed.
  private static let observedShare = 0.75
  /// Windows handled at a time; bounds memory.
  private static let blockRows = 4096

  /// Fits the weights; `nil` where a half of the panel has too few windows to learn from.
  ///
  /// - Parameter penalty: λ over the mean diagonal of the Gram matrix.
  init?(_ panel: PreparedPanel, window: Window, penalty: Double) throws(LinearAlgebraError) {
    self.window = window
    var sums: [(gram: Matrix, cross: Matrix, count: Int)] = []
    for half in 0...1 {
      sums.append(try Self.sums(panel, window, seriesOf: half))
    }
    let both = sums[0].count + sums[1].count
    guard both >= 4 * window.context else { return nil }
    var (gram, cross) = (sums[0].gram, sums[0].cross)
    try gram.add(sums[1].gram)
    try cross.add(sums[1].cross)
    let all = try Self.solve(gram, cross, penalty)
    var fitted: [Matrix] = []
    for half in 0...1 {
      let other = sums[1 - half]
      // Half of a small fleet teaches nothing: its back-tests are then a little too good, which the calibration's
      // shrinkage to the pool has to bear.
      fitted.append(
        other.count >= 2 * window.context ? try Self.solve(other.gram, other.cross, penalty) : all)
    }
    weights = fitted + [all]
  }

  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double] {
    let (n, t, context) = (panel.seriesCount, panel.stepCount, window.context)
    var result = [Double](repeating: 0, count: horizon * n)
    for group in crossFitted ? [0, 1] : [2] {
      let members = (0..<n).filter { group == 2 || panel.half[$0] == group }
      guard !members.isEmpty else { continue }
      var design = [Double](repeating: 0, count: members.count * (context + 1))
      var centres: [Double] = []
      var scales: [Double] = []
      for (row, series) in members.enumerated() {
        let (centre, scale) = Self.normalise(
          panel.rows, from: (series + 1) * t - context, window, into: &design,
          at: row * (context + 1))
        centres.append(centre)
        scales.append(scale)
      }
      let matrix = Matrix(rows: members.count, columns: context + 1, elements: design)
      guard let ahead = try? matrix.multiplied(by: weights[group]) else { continue }
      for (row, series) in members.enumerated() {
        for k in 0..<horizon {
          result[k * n + series] =
            centres[row] + scales[row] * ahead.elements[row * window.horizon + k]
        }
      }
    }
    return result
  }

  /// The least steps of history a series needs to be forecast by this member.
  var neededSteps: Int { window.context }

  /// ZᵀZ, ZᵀR and the number of windows of the series of one half.
  private static func sums(
    _ panel: PreparedPanel, _ window: Window, seriesOf half: Int
  ) throws(LinearAlgebraError) -> (gram: Matrix, cross: Matrix, count: Int) {
    let columns = window.context + 1
    var gram = try Matrix(rows: columns, columns: columns)
    var cross = try Matrix(rows: columns, columns: window.horizon)
    var (design, targets): ([Double], [Double]) = ([], [])
    var count = 0
    var pending = 0
    func flush() throws(LinearAlgebraError) {
      guard pending > 0 else { return }
      let z = Matrix(rows: pending, columns: columns, elements: design)
      let r = Matrix(rows: pending, columns: window.horizon, elements: targets)
      try gram.addGram(of: z)
      try cross.add(try z.transposeMultiplied(by: r))
      count += pending
      (design, targets, pending) = ([], [], 0)
    }
    for series in 0..<panel.seriesCount where panel.half[series] == half {
      for begin in beginnings(panel, window, series) {
        let at = design.count
        design.append(contentsOf: repeatElement(0, count: columns))
        let (centre, scale) = normalise(panel.rows, from: begin, window, into: &design, at: at)
        for k in 0..<window.horizon {
          let value = (panel.rows[begin + window.context + k] - centre) / scale
          targets.append(min(max(value, -bound), bound))
        }
        pending += 1
        if pending == blockRows { try flush() }
      }
    }
    try flush()
    return (gram, cross, count)
  }

  /// Where windows of a series begin in `panel.rows`; those that are mostly filled in are left out.
  private static func beginnings(_ panel: PreparedPanel, _ window: Window, _ series: Int) -> [Int] {
    let (t, length) = (panel.stepCount, window.context + window.horizon)
    let base = series * t
    var result: [Int] = []
    var end = t
    while end - length >= panel.start[series] {
      let range = (base + end - length)..<(base + end)
      let observed = panel.known[range].reduce(0) { $0 + ($1 ? 1 : 0) }
      if Double(observed) >= observedShare * Double(length) { result.append(range.lowerBound) }
      end -= window.stride
    }
    return result
  }

  /// Writes a window's standardised lags and a one; returns its centre and scale.
  private static func normalise(
    _ rows: [Double], from begin: Int, _ window: Window, into design: inout [Double], at place: Int
  ) -> (centre: Double, scale: Double) {
    let context = window.context
    return rows.withUnsafeBufferPointer { all in
      let lags = all[begin..<(begin + context)]
      let centre = lags.suffix(min(window.season, context)).mean
      var (sum, squares, steps) = (0.0, 0.0, 0.0)
      for i in 0..<context {
        let value = all[begin + i]
        sum += value
        squares += value * value
        if i > 0 { steps += (value - all[begin + i - 1]).magnitude }
      }
      let mean = sum / Double(context)
      let deviation = max(0, squares / Double(context) - mean * mean).squareRoot()
      let step = context > 1 ? steps / Double(context - 1) : 0
      let scale = max(0.5 * (deviation + step), 1e-6 * (centre.magnitude + 1e-9) + 1e-12)
      for i in 0..<context {
        design[place + i] = min(max((all[begin + i] - centre) / scale, -bound), bound)
      }
      design[place + context] = 1
      return (centre, scale)
    }
  }

  private static func solve(
    _ gram: Matrix, _ cross: Matrix, _ penalty: Double
  ) throws(LinearAlgebraError) -> Matrix {
    let trace = (0..<gram.rows).reduce(0.0) { $0 + gram[$1, $1] }
    // The one in every window keeps the trace above zero.
    return try Ridge.solve(
      gram: gram, cross: cross, penalty: penalty * trace / Double(gram.rows))
  }
}
