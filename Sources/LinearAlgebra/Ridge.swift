/// Ridge regression with many right-hand sides: one factorisation, every series solved at once.
///
/// Source: Hoerl & Kennard (1970), Ridge regression, Technometrics 12(1).
public enum Ridge {
  /// Solves `(G + λI)·W = B`.
  ///
  /// - Parameters:
  ///   - gram: `G = XᵀX`, shape `[p × p]`, symmetric.
  ///   - cross: `B = XᵀY`, shape `[p × k]`.
  ///   - penalty: `λ ≥ 0`, in the unit of `G`; 0 gives the plain normal equations.
  /// - Returns: `W`, shape `[p × k]`.
  /// - Throws: `LinearAlgebraError.notSquare`, `.shapeMismatch`, `.invalidPenalty`, `.notFinite`,
  ///   `.notPositiveDefinite`, `.dimensionTooLarge`, `.serialBLAS`.
  public static func solve(
    gram: Matrix, cross: Matrix, penalty: Double
  ) throws(LinearAlgebraError) -> Matrix {
    try solve(
      gram: gram, cross: cross, penalties: [Double](repeating: penalty, count: gram.columns))
  }

  /// Solves `(G + diag(λ))·W = B`, a penalty for each coefficient: 0 leaves an intercept unshrunk.
  ///
  /// - Parameters:
  ///   - gram: `G = XᵀX`, shape `[p × p]`, symmetric.
  ///   - cross: `B = XᵀY`, shape `[p × k]`.
  ///   - penalties: `λ ≥ 0`, in the unit of `G`; shape `[p]`.
  /// - Returns: `W`, shape `[p × k]`.
  /// - Throws: As `solve(gram:cross:penalty:)`.
  public static func solve(
    gram: Matrix, cross: Matrix, penalties: [Double]
  ) throws(LinearAlgebraError) -> Matrix {
    guard gram.rows == gram.columns else { throw .notSquare(operation: "ridge", shape: gram.shape) }
    guard gram.columns == cross.rows else {
      throw .shapeMismatch(operation: "ridge", left: gram.shape, right: cross.shape)
    }
    guard penalties.count == gram.columns else {
      let penaltyShape = Matrix.Shape(rows: penalties.count, columns: 1)
      throw .shapeMismatch(operation: "ridge penalties", left: gram.shape, right: penaltyShape)
    }
    var penalised = gram
    for (index, penalty) in penalties.enumerated() {
      guard penalty >= 0, penalty.isFinite else {
        throw .invalidPenalty(index: index, value: "\(penalty)")
      }
      penalised[index, index] += penalty
    }
    return try CholeskyFactor(penalised).solve(cross)
  }

  /// Solves `min ‖X·W − Y‖² + λ‖W‖²`.
  ///
  /// - Parameters:
  ///   - design: `X`, shape `[n × p]`.
  ///   - targets: `Y`, shape `[n × k]`.
  ///   - penalty: `λ ≥ 0`, in the unit of `XᵀX`.
  /// - Returns: `W`, shape `[p × k]`.
  /// - Throws: As `solve(gram:cross:penalty:)`.
  public static func solve(
    design: Matrix, targets: Matrix, penalty: Double
  ) throws(LinearAlgebraError) -> Matrix {
    let cross = try design.transposeMultiplied(by: targets)
    return try solve(gram: design.gram(), cross: cross, penalty: penalty)
  }
}
