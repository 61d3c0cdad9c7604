import COpenBLAS

/// The Cholesky factor `L` of a symmetric positive definite matrix, `A = L·Lᵀ`: factorise once,
/// solve many times.
///
/// Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., section 4.2; LAPACK `dpotrf`.
public struct CholeskyFactor: Sendable {
  /// The lower factor, shape `[n × n]`; zeros above the diagonal.
  public let lower: Matrix

  /// Factorises a matrix.
  ///
  /// A pivot that is nothing but rounding error counts as not positive: `n·ε` of its diagonal
  /// element or less, since a solution through it would have no correct digit.
  ///
  /// - Parameter symmetric: Shape `[n × n]`; only its lower triangle is read.
  /// - Throws: `LinearAlgebraError.notSquare`, `.notFinite`, `.notPositiveDefinite`,
  ///   `.dimensionTooLarge`, `.serialBLAS`.
  public init(_ symmetric: Matrix) throws(LinearAlgebraError) {
    guard symmetric.rows == symmetric.columns else {
      throw .notSquare(operation: "Cholesky", shape: symmetric.shape)
    }
    try BLASRuntime.prepare()
    let order = try Matrix.blasDimension(symmetric.rows)
    try symmetric.requireFinite("symmetric matrix")
    var factor = symmetric
    let info =
      order == 0
      ? 0 : factor.withUnsafeMutableBufferPointer { la_potrf_lower(order, $0.baseAddress) }
    guard info <= 0 else { throw .notPositiveDefinite(pivot: Int(info), order: Int(order)) }
    guard info == 0 else { throw .routineFailed(name: "dpotrf", info: Int(info)) }
    try factor.requirePivots(of: symmetric)
    factor.clearUpperTriangle()
    lower = factor
  }

  /// Order of the matrix.
  public var order: Int { lower.rows }

  /// Solves `A·X = rhs` for all columns at once.
  ///
  /// - Parameter rhs: Shape `[n × k]`.
  /// - Returns: `X`, shape `[n × k]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.notFinite`, `.dimensionTooLarge`.
  public func solve(_ rhs: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard rhs.rows == order else {
      throw .shapeMismatch(operation: "Cholesky solve", left: lower.shape, right: rhs.shape)
    }
    try rhs.requireFinite("right-hand side")
    let (n, k) = (try Matrix.blasDimension(order), try Matrix.blasDimension(rhs.columns))
    guard n > 0, k > 0 else { return rhs }
    var solution = rhs
    lower.withUnsafeBufferPointer { factor in
      solution.withUnsafeMutableBufferPointer { target in
        la_potrs_lower(n, k, factor.baseAddress, target.baseAddress)
      }
    }
    return solution
  }
}

extension Matrix {
  /// Refuses a factor (`self`) whose pivots vanished against the diagonal they came from.
  ///
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`.
  fileprivate func requirePivots(of original: Matrix) throws(LinearAlgebraError) {
    let tolerance = Double.ulpOfOne * Double(rows)
    for index in 0..<rows {
      let root = self[index, index]
      // Also false where the pivot overflowed to infinity or NaN.
      guard root * root > tolerance * original[index, index], root.isFinite else {
        throw .notPositiveDefinite(pivot: index + 1, order: rows)
      }
    }
  }
}
