package import LinearAlgebra

/// A covariance `λ diag(S) + (1 − λ) S` of few samples of many variables, `S = Xᵀ X / n`, held by its samples.
///
/// Source: Schäfer & Strimmer (2005), "A shrinkage approach to large-scale covariance matrix estimation", Statistical
/// Applications in Genetics and Molecular Biology 4(1), 32; residuals are taken to have mean zero, as Wickramasuriya et
/// al. (2019) do.
package struct ShrinkageCovariance: Sendable {
  /// How much of the off-diagonal is taken away, in [0, 1].
  package let lambda: Double
  /// Variances, shape `[p]`, `> 0`.
  package let variances: [Double]
  /// Samples, shape `[n × p]`.
  package let samples: Matrix

  /// Variables that λ is estimated from; more are read at even distances, for the sums run over all pairs.
  private static let most = 400
  private static let leastShrinkage = 1e-3

  /// - Parameter samples: Residuals, shape `[n × p]`, `n > 1`.
  package init(_ samples: Matrix) {
    let (n, p) = (samples.rows, samples.columns)
    precondition(n > 1 && p > 0, "a covariance of \(n) samples of \(p) variables")
    self.samples = samples
    var variances = Array(repeating: 0.0, count: p)
    for row in 0..<n {
      for column in 0..<p { variances[column] += samples[row, column] * samples[row, column] }
    }
    let largest = variances.max() ?? 0
    // A variable that never varied would be certain for ever; a trace of doubt keeps the matrix definite.
    let least = largest > 0 ? 1e-10 * largest : 1
    self.variances = variances.map { max($0, least) / Double(n) }
    lambda = Self.lambda(samples, variances: self.variances)
  }

  private static func lambda(_ samples: Matrix, variances: [Double]) -> Double {
    let (n, p) = (Double(samples.rows), samples.columns)
    let stride = (p + most - 1) / most
    let chosen = Swift.stride(from: 0, to: p, by: stride).map { column in
      (0..<samples.rows).map { samples[$0, column] / variances[column].squareRoot() }
    }
    var (spread, strength) = (0.0, 0.0)
    for i in chosen.indices {
      for j in 0..<i {
        var (product, square) = (0.0, 0.0)
        for row in chosen[i].indices {
          let value = chosen[i][row] * chosen[j][row]
          product += value
          square += value * value
        }
        spread += (square - product * product / n) / (n * (n - 1))
        strength += product * product / (n * n)
      }
    }
    guard strength > 0 else { return 1 }
    // Errors that are all alike would ask for no shrinkage at all and leave a matrix that cannot be inverted.
    return min(max(spread / strength, leastShrinkage), 1)
  }
}
