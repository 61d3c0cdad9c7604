/// Normal equations of an autoregression, eight series side by side.
package struct AutoregressionState {
  /// Series in lockstep.
  package typealias Lane = SIMD8<Double>

  private let lags: [Int]
  /// Columns: one, the value before, and the steps at each lag.
  private let size: Int
  /// Σ x xᵀ, lower triangle, shape `[size × size]`.
  private var gram: [Lane]
  /// Σ x Δy.
  private var cross: [Lane]
  private var weights = Lane.zero
  private var row: [Lane]
  /// Values less the first one, so that a high level is no reason to return to 0.
  private var values: [Lane] = []
  private var origin = Lane.zero
  private let prior: Double

  /// - Parameters:
  ///   - lags: Of the steps between values, ascending.
  ///   - prior: Observations' worth of trust in a random walk, for the first lag.
  package init(lags: [Int], prior: Double = 8) {
    (self.lags, self.prior) = (lags, prior)
    size = lags.count + 2
    gram = Array(repeating: .zero, count: size * size)
    cross = Array(repeating: .zero, count: size)
    row = cross
  }

  /// Takes in the next values; they teach with `weight`, 0 or 1.
  package mutating func update(_ next: Lane, weight: Lane) {
    if values.isEmpty { origin = next }
    let value = next - origin
    if values.count > (lags.last ?? 0) {
      write(values, to: &row)
      let target = (value - values[values.count - 1]) * weight
      row.withUnsafeBufferPointer { row in
        gram.withUnsafeMutableBufferPointer { gram in
          for i in 0..<size {
            let own = row[i] * weight
            for j in 0...i { gram[i * size + j] += own * row[j] }
            cross[i] += row[i] * target
          }
        }
      }
      weights += weight
    }
    values.append(value)
  }

  /// The paths from here on.
  ///
  /// - Parameter returns: Whether a level draws the series back.
  package func paths(horizon: Int, returns: Bool) -> [Lane] {
    let coefficients = coefficients(returns: returns)
    var extended = values
    var row = self.row
    for _ in 0..<horizon {
      write(extended, to: &row)
      var next = extended[extended.count - 1]
      for i in 0..<size { next += coefficients[i] * row[i] }
      extended.append(next)
    }
    return extended.suffix(horizon).map { $0 + origin }
  }

  /// c, ρ and the φ, by Cholesky factorisation of the penalised normal equations.
  package func coefficients(returns: Bool) -> [Lane] {
    var factor = gram
    let one = Lane(repeating: 1)
    let count = weights.replacing(with: one, where: weights .< 1)
    for i in 0..<size {
      let mean = gram[i * size + i] / count
      factor[i * size + i] += mean * Lane(repeating: penalty(i)) + Lane(repeating: 1e-12)
      if i == 1, !returns { factor[i * size + i] += Lane(repeating: 1e12) }
    }
    for i in 0..<size {
      for j in 0...i {
        var sum = factor[i * size + j]
        for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
        if i == j {
          let least = Lane(repeating: 1e-14)
          factor[i * size + i] = sum.replacing(with: least, where: sum .< least).squareRoot()
        } else {
          factor[i * size + j] = sum / factor[j * size + j]
        }
      }
    }
    var solution = cross
    for i in 0..<size {
      for k in 0..<i { solution[i] -= factor[i * size + k] * solution[k] }
      solution[i] /= factor[i * size + i]
    }
    for i in (0..<size).reversed() {
      for k in (i + 1)..<max(size, i + 1) { solution[i] -= factor[k * size + i] * solution[k] }
      solution[i] /= factor[i * size + i]
    }
    return solution
  }

  private func penalty(_ column: Int) -> Double {
    switch column {
    case 0: prior
    case 1: prior
    default: prior * Double(column - 1)
    }
  }

  /// The columns that the step after `values` is regressed on.
  private func write(_ values: [Lane], to row: inout [Lane]) {
    let last = values.count - 1
    row[0] = Lane(repeating: 1)
    row[1] = values[last]
    for (index, lag) in lags.enumerated() {
      row[index + 2] = last >= lag ? values[last - lag + 1] - values[last - lag] : .zero
    }
  }
}
