internal import COpenBLAS

/// Regression of many targets on one design.
public enum LeastSquares {
  /// The β of `min ‖X·β − Y‖²` by QR, for every column of Y.
  ///
  /// Source: Golub & Van Loan, "Matrix Computations", 4th ed., section 5.3 (LAPACK `dgels`).
  ///
  /// - Parameters:
  ///   - design: X, shape `[n, p]`, n ≥ p.
  ///   - targets: Y, shape `[n, r]`.
  /// - Returns: β, shape `[p, r]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.rankDeficient`.
  public static func solve(
    _ design: Matrix, _ targets: Matrix
  ) throws(LinearAlgebraError) -> Matrix {
    let (n, p, r) = (design.rows, design.columns, targets.columns)
    guard n == targets.rows, n >= p else {
      throw .shapeMismatch(operation: "least squares", left: design.shape, right: targets.shape)
    }
    guard p > 0, r > 0 else { return try Matrix(rows: p, columns: r) }
    var (factored, solution) = (design, targets)
    let info = factored.withUnsafeMutableBufferPointer { a in
      solution.withUnsafeMutableBufferPointer { b in
        la_least_squares(Int32(n), Int32(p), Int32(r), a.baseAddress, b.baseAddress)
      }
    }
    guard info >= 0 else { throw .allocationTooLarge(rows: n, columns: p) }
    // dgels reports exact zeros only; a pivot lost in rounding is as useless.
    let largest = (0..<p).reduce(0.0) { max($0, factored[$1, $1].magnitude) }
    let tolerance = largest * Double(n) * Double.ulpOfOne
    for column in 0..<p where !(factored[column, column].magnitude > tolerance) {
      throw .rankDeficient(column: column)
    }
    return Matrix(rows: p, columns: r, elements: Array(solution.elements.prefix(p * r)))
  }
}

/// Regression with a penalty on the size of the weights.
public enum Ridge {
  /// The W of `(G + λI)·W = B`.
  ///
  /// Source: Hoerl & Kennard (1970), Technometrics 12(1).
  ///
  /// - Parameters:
  ///   - gram: G = XᵀX, shape `[p, p]`.
  ///   - cross: B = XᵀY, shape `[p, r]`.
  ///   - penalty: λ, in the units of G, `≥ 0`.
  /// - Returns: W, shape `[p, r]`.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`, `.shapeMismatch`.
  public static func solve(
    gram: Matrix, cross: Matrix, penalty: Double
  ) throws(LinearAlgebraError) -> Matrix {
    precondition(penalty >= 0, "a penalty of \(penalty)")
    var penalised = gram
    for i in 0..<min(gram.rows, gram.columns) { penalised[i, i] += penalty }
    return try CholeskyFactor(penalised).solve(cross)
  }
}
