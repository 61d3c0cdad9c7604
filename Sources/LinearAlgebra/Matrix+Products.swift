import COpenBLAS

extension Matrix {
  /// The product `self · other`, shape `[rows × other.columns]`. NaN and infinity propagate.
  ///
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.allocationTooLarge`, `.dimensionTooLarge`,
  ///   `.serialBLAS`.
  public func multiplied(by other: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard columns == other.rows else { throw mismatch("A·B", other) }
    var result = try Matrix(rows: rows, columns: other.columns)
    try result.accumulate(self, other, inner: columns, with: la_gemm)
    return result
  }

  /// The product `selfᵀ · other`, shape `[columns × other.columns]`, without forming the transpose.
  ///
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.allocationTooLarge`, `.dimensionTooLarge`,
  ///   `.serialBLAS`.
  public func transposeMultiplied(by other: Matrix) throws(LinearAlgebraError) -> Matrix {
    var result = try Matrix(rows: columns, columns: other.columns)
    try result.addTransposeProduct(of: self, by: other)
    return result
  }

  /// The product `self · otherᵀ`, shape `[rows × other.rows]`, without forming the transpose.
  ///
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.allocationTooLarge`, `.dimensionTooLarge`,
  ///   `.serialBLAS`.
  public func multiplied(byTransposeOf other: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard columns == other.columns else { throw mismatch("A·Bᵀ", other) }
    var result = try Matrix(rows: rows, columns: other.rows)
    try result.accumulate(self, other, inner: columns, with: la_gemm_transposed_right)
    return result
  }

  /// Adds `leftᵀ · right`: how a cross matrix grows block by block.
  ///
  /// - Parameters:
  ///   - left: Shape `[n × rows]`.
  ///   - right: Shape `[n × columns]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.dimensionTooLarge`, `.serialBLAS`.
  public mutating func addTransposeProduct(
    of left: Matrix, by right: Matrix
  ) throws(LinearAlgebraError) {
    guard left.rows == right.rows else { throw left.mismatch("Aᵀ·B", right) }
    guard rows == left.columns, columns == right.columns else {
      throw mismatch(
        "C += Aᵀ·B", Matrix.Shape(rows: left.columns, columns: right.columns))
    }
    try accumulate(left, right, inner: left.rows, with: la_gemm_transposed_left)
  }

  /// Adds `xᵀ · x`, the symmetric rank-k update: how a Gram matrix grows block by block.
  ///
  /// The result is symmetric to the bit. Half the work of `addTransposeProduct(of:by:)`.
  ///
  /// - Parameter x: Shape `[n × rows]`. `self` must be square and symmetric: only its lower
  ///   triangle is read.
  /// - Throws: `LinearAlgebraError.notSquare`, `.shapeMismatch`, `.dimensionTooLarge`,
  ///   `.serialBLAS`.
  public mutating func addGram(of x: Matrix) throws(LinearAlgebraError) {
    guard rows == columns else { throw .notSquare(operation: "C += AᵀA", shape: shape) }
    guard x.columns == columns else { throw mismatch("C += AᵀA", x) }
    try BLASRuntime.prepare()
    let (order, count) = (try Matrix.blasDimension(rows), try Matrix.blasDimension(x.rows))
    guard order > 0, count > 0 else { return }
    withUnsafeMutableBufferPointer { target in
      x.withUnsafeBufferPointer { source in
        la_syrk_gram_lower(order, count, 1, source.baseAddress, 1, target.baseAddress)
      }
    }
    mirrorLowerTriangle()
  }

  /// The Gram matrix `selfᵀ · self`, shape `[columns × columns]`, symmetric to the bit.
  ///
  /// - Throws: `LinearAlgebraError.allocationTooLarge`, `.dimensionTooLarge`, `.serialBLAS`.
  public func gram() throws(LinearAlgebraError) -> Matrix {
    var result = try Matrix(rows: columns, columns: columns)
    try result.addGram(of: self)
    return result
  }

  private typealias Kernel = (
    Int32, Int32, Int32, Double, UnsafePointer<Double>?, UnsafePointer<Double>?, Double,
    UnsafeMutablePointer<Double>?
  ) -> Void

  private mutating func accumulate(
    _ left: Matrix, _ right: Matrix, inner: Int, with kernel: Kernel
  ) throws(LinearAlgebraError) {
    try BLASRuntime.prepare()
    let (m, n) = (try Matrix.blasDimension(rows), try Matrix.blasDimension(columns))
    let k = try Matrix.blasDimension(inner)
    // BLAS refuses a leading dimension of 0, and an empty sum adds nothing.
    guard m > 0, n > 0, k > 0 else { return }
    withUnsafeMutableBufferPointer { target in
      left.withUnsafeBufferPointer { a in
        right.withUnsafeBufferPointer { b in
          kernel(m, n, k, 1, a.baseAddress, b.baseAddress, 1, target.baseAddress)
        }
      }
    }
  }

  private func mismatch(_ operation: String, _ other: Matrix) -> LinearAlgebraError {
    mismatch(operation, other.shape)
  }

  private func mismatch(_ operation: String, _ other: Shape) -> LinearAlgebraError {
    .shapeMismatch(operation: operation, left: shape, right: other)
  }
}
