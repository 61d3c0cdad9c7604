package import LinearAlgebra

/// A penalised regression whose design is the same for every series: fitting and extrapolating is two matrix products.
///
/// With design X `[L × K]`, weights W and penalties Λ the coefficients of a history y are (XᵀWX + Λ)⁻¹ XᵀW y. One
/// Cholesky factorisation serves all series and all origins, because the design counts its steps from the origin.
package struct LinearSmoother: Sendable {
  /// The number of steps of a history, L.
  package let length: Int
  /// What turns a history into coefficients and the mean residual of its newest steps, shape `[L × (K + 1)]`.
  private let fit: Matrix
  /// What turns those into a path, shape `[(K + 1) × h]`.
  private let ahead: Matrix

  /// - Parameters:
  ///   - history: X, shape `[L × K]`, the newest step last.
  ///   - future: The same columns for the steps ahead, shape `[h × K]`.
  ///   - weights: Of the steps, shape `[L]`.
  ///   - penalties: Added to the diagonal, shape `[K]`.
  ///   - anchor: Newest steps whose mean residual moves the whole path.
  ///   - share: Of that residual.
  package init(
    history: Matrix, future: Matrix, weights: [Double], penalties: [Double], anchor: Int,
    share: Double
  ) throws(LinearAlgebraError) {
    length = history.rows
    let (columns, horizon) = (history.columns, future.rows)
    var weighted = history
    for row in 0..<length {
      for column in 0..<columns { weighted[row, column] *= weights[row] }
    }
    let solved = try Ridge.solve(
      gram: history.transposeMultiplied(by: weighted), cross: weighted.transposed(),
      penalties: penalties)
    let newest = max(0, length - anchor)..<length
    let means = (0..<columns).map { column in
      newest.reduce(0) { $0 + history[$1, column] } / Double(newest.count)
    }
    var fit = try Matrix(rows: length, columns: columns + 1)
    var ahead = try Matrix(rows: columns + 1, columns: horizon, repeating: share)
    for step in 0..<length {
      var residual = newest.contains(step) ? 1 / Double(newest.count) : 0
      for column in 0..<columns {
        fit[step, column] = solved[column, step]
        residual -= means[column] * solved[column, step]
      }
      fit[step, columns] = residual
    }
    for step in 0..<horizon {
      for column in 0..<columns { ahead[column, step] = future[step, column] }
    }
    (self.fit, self.ahead) = (fit, ahead)
  }

  /// The paths that follow some histories of L steps each.
  ///
  /// - Parameter histories: Shape `[n × L]`.
  /// - Returns: Shape `[n × h]`.
  package func paths(after histories: Matrix) -> Matrix {
    // Shapes agree by construction, so that only a programmer could make this fail.
    guard let paths = try? histories.multiplied(by: fit).multiplied(by: ahead) else {
      preconditionFailure("histories of \(histories.shape) against \(length) steps")
    }
    return paths
  }
}
