import LinearAlgebra
import RealModule

/// Functions of time as columns of a design, with the penalty that each deserves.
///
/// Time is counted from the origin in units of the window: −1 is its first step, 0 the origin. Ahead, time fades: the
/// steps k = 1, 2, … stand at (φ + φ² + … + φᵏ) / L, so that what a line adds is bounded.
struct TimeDesign {
  /// Steps of history.
  let length: Int
  /// How many steps ahead is forecast, h.
  let horizon: Int
  /// φ, what is left of a slope a step later.
  let damping: Double
  private var columns: [(penalty: Double, value: (_ step: Int, _ time: Double) -> Double)] = []

  init(length: Int, horizon: Int, damping: Double) {
    (self.length, self.horizon, self.damping) = (length, horizon, damping)
  }

  /// The penalties, one a column.
  var penalties: [Double] { columns.map(\.penalty) }

  /// A constant and a line.
  mutating func addLine(penalty: Double) {
    columns.append((1e-9, { _, _ in 1 }))
    columns.append((penalty, { _, time in time }))
  }

  /// Bends at `count` evenly spaced places; the newest ones would rest on too few steps.
  mutating func addBends(_ count: Int, penalty: Double) {
    for bend in 0..<count {
      let place = -1 + 0.9 * Double(bend + 1) / Double(count + 1)
      columns.append((penalty, { _, time in max(0, time - place) }))
    }
  }

  /// The first `pairs` harmonics of a season, as many as it has.
  mutating func addHarmonics(of season: Int, pairs: Int, penalty: Double) {
    for harmonic in stride(from: 1, through: min(pairs, season / 2), by: 1) {
      let frequency = 2 * Double.pi * Double(harmonic) / Double(season)
      columns.append((penalty, { step, _ in .cos(frequency * Double(step)) }))
      // The sine at half the sampling rate is 0 at every step.
      if 2 * harmonic < season {
        columns.append((penalty, { step, _ in .sin(frequency * Double(step)) }))
      }
    }
  }

  /// The columns over the history, shape `[L × K]`.
  func history() throws(LinearAlgebraError) -> Matrix {
    try matrix(steps: (1 - length)...0) { Double($0) / Double(length) }
  }

  /// The columns over the steps ahead, shape `[h × K]`.
  func future() throws(LinearAlgebraError) -> Matrix {
    try matrix(steps: 1...horizon) {
      SmoothingGrid.multiple(damping: damping, steps: $0) / Double(length)
    }
  }

  private func matrix(
    steps: ClosedRange<Int>, time: (Int) -> Double
  ) throws(LinearAlgebraError) -> Matrix {
    var matrix = try Matrix(rows: steps.count, columns: columns.count)
    for (row, step) in steps.enumerated() {
      for (index, column) in columns.enumerated() {
        matrix[row, index] = column.value(step, time(step))
      }
    }
    return matrix
  }
}
