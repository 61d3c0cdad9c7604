internal import COpenBLAS

/// The factor L of a symmetric positive definite matrix, A = L·Lᵀ.
///
/// Source: Golub & Van Loan, "Matrix Computations", 4th ed., section 4.2 (LAPACK `dpotrf`, `dpotrs`).
public struct CholeskyFactor: Sendable {
  private let factor: Matrix

  /// The order of the matrix.
  public var order: Int { factor.rows }

  /// Factors a matrix; only its lower triangle is looked at.
  ///
  /// - Parameter symmetric: Shape `[n, n]`.
  /// - Throws: `LinearAlgebraError.notPositiveDefinite`, `.shapeMismatch` where it is not square.
  public init(_ symmetric: Matrix) throws(LinearAlgebraError) {
    guard symmetric.rows == symmetric.columns else {
      throw .shapeMismatch(
        operation: "a Cholesky factor", left: symmetric.shape,
        right: [symmetric.columns, symmetric.rows])
    }
    // LAPACK compares with 0 only: a NaN would pass through into every answer.
    for i in 0..<symmetric.rows {
      for k in 0...i where !symmetric.elements[i * symmetric.columns + k].isFinite {
        throw .notPositiveDefinite(order: i + 1)
      }
    }
    var factor = symmetric
    guard factor.rows > 0 else {
      self.factor = factor
      return
    }
    let order = Int32(factor.rows)
    let info = factor.withUnsafeMutableBufferPointer { la_cholesky_lower(order, $0.baseAddress) }
    guard info == 0 else { throw .notPositiveDefinite(order: Int(info)) }
    self.factor = factor
  }

  /// The `x` of `A·x = b`, for all right-hand sides at once.
  ///
  /// - Parameter rightHandSides: `b`, shape `[n, r]`.
  /// - Returns: `x`, shape `[n, r]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.allocationTooLarge` where LAPACK got no memory.
  public func solve(_ rightHandSides: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard rightHandSides.rows == order else {
      throw .shapeMismatch(operation: "A⁻¹·b", left: factor.shape, right: rightHandSides.shape)
    }
    var solution = rightHandSides
    guard !solution.elements.isEmpty else { return solution }
    let (rows, columns) = (Int32(order), Int32(rightHandSides.columns))
    let info = solution.withUnsafeMutableBufferPointer {
      la_cholesky_solve(rows, columns, factor.elements, $0.baseAddress)
    }
    guard info == 0 else {
      throw .allocationTooLarge(rows: order, columns: rightHandSides.columns)
    }
    return solution
  }
}
