internal import HeadroomBasics
package import LinearAlgebra

/// Linear quantile regression: the weights that minimise the pinball loss, with a ridge on all but the first column.
///
/// Iteratively reweighted least squares: with `w = |τ − 1[r < 0]| / max(|r|, δ)` the weighted squares have the pinball
/// loss's gradient wherever a residual is larger than δ, so that each round is one `dsyrk` and one Cholesky
/// factorisation.
///
/// Sources: Koenker & Bassett (1978), Econometrica 46(1); Schlossmacher (1973), JASA 68, for the reweighting.
package struct QuantileRegression: Sendable {
  /// One a column of the design.
  package let weights: [Double]

  private static let rounds = 25
  /// Residuals below this count as this large; in the unit of the targets.
  private static let smoothing = 0.02
  /// A round that moves no weight by more than this is the last.
  private static let tolerance = 1e-4

  /// Fits one level.
  ///
  /// - Parameters:
  ///   - design: Shape `[n × p]`, the first column ones, the others on a scale of about 1.
  ///   - targets: Shape `[n]`, on a scale of about 1.
  ///   - level: τ, within 0 and 1.
  ///   - penalty: λ, in units of one row at a distance of 1, `> 0`.
  package init(
    design: Matrix, targets: [Double], level: Double, penalty: Double
  ) throws(LinearAlgebraError) {
    precondition(design.rows == targets.count, "\(design.shape) against \(targets.count) targets")
    let width = design.columns
    var weights = Array(repeating: 0.0, count: width)
    weights[0] = OrderStatistics.quantile(targets.sorted(), level)
    var penalties = Array(repeating: penalty, count: width)
    penalties[0] = 1e-6
    for _ in 0..<Self.rounds {
      let (scaled, right) = try Self.reweighted(design, targets, weights, level)
      let solved = try Ridge.solve(
        gram: scaled.gram(), cross: scaled.transposeMultiplied(by: right), penalties: penalties
      ).elements
      let moved = zip(solved, weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
      weights = solved
      if moved < Self.tolerance { break }
    }
    self.weights = weights
  }

  /// Rows and targets times the square root of each row's weight.
  private static func reweighted(
    _ design: Matrix, _ targets: [Double], _ weights: [Double], _ level: Double
  ) throws(LinearAlgebraError) -> (Matrix, Matrix) {
    let width = design.columns
    var right = Array(repeating: 0.0, count: targets.count)
    let scaled = try Matrix(rows: design.rows, columns: width) { output in
      design.withUnsafeBufferPointer { rows in
        for row in targets.indices {
          var residual = targets[row]
          for column in 0..<width { residual -= weights[column] * rows[row * width + column] }
          let side = residual < 0 ? 1 - level : level
          let root = (side / max(abs(residual), smoothing)).squareRoot()
          right[row] = root * targets[row]
          for column in 0..<width {
            output[row * width + column] = root * rows[row * width + column]
          }
        }
      }
    }
    return (scaled, Matrix(rows: targets.count, columns: 1, elements: right))
  }
}
