import COpenBLAS

/// Least squares through QR with column pivoting: slower than the normal equations, and twice as
/// many digits.
///
/// Source: Golub & Van Loan (2013), Matrix Computations, 4th ed., section 5.5; LAPACK `dgelsy`.
public enum LeastSquares {
  /// Solves `min ‖X·B − Y‖` for all columns of `Y` at once.
  ///
  /// Columns are brought to one scale first (by powers of two, so exactly), which makes the verdict
  /// on rank independent of the regressors' units.
  ///
  /// - Parameters:
  ///   - design: `X`, shape `[n × p]` with `n ≥ p`.
  ///   - targets: `Y`, shape `[n × k]`.
  /// - Returns: `B`, shape `[p × k]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.notFinite`, `.rankDeficient`,
  ///   `.allocationTooLarge`, `.dimensionTooLarge`, `.routineFailed`, `.serialBLAS`.
  public static func solve(
    _ design: Matrix, _ targets: Matrix
  ) throws(LinearAlgebraError) -> Matrix {
    guard design.rows == targets.rows else {
      throw .shapeMismatch(operation: "least squares", left: design.shape, right: targets.shape)
    }
    try BLASRuntime.prepare()
    try design.requireFinite("design")
    try targets.requireFinite("targets")
    guard design.columns > 0 else { return try Matrix(rows: 0, columns: targets.columns) }
    // Fewer equations than unknowns never determine them, and LAPACK refuses empty shapes.
    guard design.rows > 0 else {
      throw .rankDeficient(rank: 0, columns: design.columns, rows: 0)
    }
    let scales = columnScales(design)
    let (rank, solution) = try factorised(scaled(design, by: scales), targets)
    guard rank == design.columns else {
      throw .rankDeficient(rank: rank, columns: design.columns, rows: design.rows)
    }
    return try Matrix(rows: design.columns, columns: targets.columns) { target in
      for index in target.indices {
        target[index] = solution[index] * scales[index / targets.columns]
      }
    }
  }

  /// The rank of the design and the elements of the solution, row-major.
  private static func factorised(
    _ design: Matrix, _ targets: Matrix
  ) throws(LinearAlgebraError) -> (rank: Int, solution: [Double]) {
    let (m, n) = (try Matrix.blasDimension(design.rows), try Matrix.blasDimension(design.columns))
    let k = try Matrix.blasDimension(max(targets.columns, 1))
    var factor = design
    var solution = try Matrix(rows: Int(max(m, n)), columns: Int(k))
    solution.storage.replaceSubrange(0..<targets.elements.count, with: targets.elements)
    var pivots = [Int32](repeating: 0, count: Int(n))
    var rank: Int32 = 0
    let tolerance = Double.ulpOfOne * Double(max(m, n))
    let info = factor.withUnsafeMutableBufferPointer { a in
      solution.withUnsafeMutableBufferPointer { b in
        la_gelsy(m, n, k, a.baseAddress, b.baseAddress, &pivots, tolerance, &rank)
      }
    }
    guard info == 0 else { throw .routineFailed(name: "dgelsy", info: Int(info)) }
    return (Int(rank), solution.elements)
  }

  /// For each column the power of two that brings its largest magnitude near 1; 1 for a column of
  /// zeros.
  private static func columnScales(_ design: Matrix) -> [Double] {
    var largest = [Double](repeating: 0, count: design.columns)
    design.withUnsafeBufferPointer { elements in
      for row in 0..<design.rows {
        for column in 0..<design.columns {
          largest[column] = max(largest[column], abs(elements[row * design.columns + column]))
        }
      }
    }
    return largest.map { magnitude in
      guard magnitude > 0 else { return 1 }
      // Beyond these exponents the inverse of the power would leave the range of normal numbers.
      let exponent = min(max(Int(magnitude.exponent), -1000), 1000)
      return Double(sign: .plus, exponent: -exponent, significand: 1)
    }
  }

  private static func scaled(_ design: Matrix, by scales: [Double]) -> Matrix {
    var result = design
    result.withUnsafeMutableBufferPointer { elements in
      for row in 0..<design.rows {
        for column in 0..<design.columns {
          elements[row * design.columns + column] *= scales[column]
        }
      }
    }
    return result
  }
}
