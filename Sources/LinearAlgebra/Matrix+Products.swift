internal import COpenBLAS

extension Matrix {
  /// `self · other`.
  ///
  /// - Parameter other: Shape `[columns, n]`.
  /// - Returns: Shape `[rows, n]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.allocationTooLarge`.
  public func multiplied(by other: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard columns == other.rows else {
      throw .shapeMismatch(operation: "A·B", left: shape, right: other.shape)
    }
    var product = try Matrix(rows: rows, columns: other.columns)
    guard !product.elements.isEmpty, columns > 0 else { return product }
    product.elements.withUnsafeMutableBufferPointer { c in
      la_multiply(
        Int32(rows), Int32(other.columns), Int32(columns), elements, other.elements, c.baseAddress)
    }
    return product
  }

  /// `selfᵀ · other`.
  ///
  /// - Parameter other: Shape `[rows, n]`.
  /// - Returns: Shape `[columns, n]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`, `.allocationTooLarge`.
  public func transposeMultiplied(by other: Matrix) throws(LinearAlgebraError) -> Matrix {
    guard rows == other.rows else {
      throw .shapeMismatch(operation: "Aᵀ·B", left: shape, right: other.shape)
    }
    var product = try Matrix(rows: columns, columns: other.columns)
    guard !product.elements.isEmpty, rows > 0 else { return product }
    product.elements.withUnsafeMutableBufferPointer { c in
      la_multiply_transposed(
        Int32(columns), Int32(other.columns), Int32(rows), elements, other.elements, c.baseAddress)
    }
    return product
  }

  /// Adds `designᵀ · design` to this symmetric matrix (a symmetric rank-k update), both triangles.
  ///
  /// Sums over parts of the rows add up to the sum over all of them.
  ///
  /// - Parameter design: Shape `[n, columns]`.
  /// - Throws: `LinearAlgebraError.shapeMismatch`.
  public mutating func addGram(of design: Matrix) throws(LinearAlgebraError) {
    guard rows == columns, design.columns == columns else {
      throw .shapeMismatch(operation: "C + AᵀA", left: shape, right: design.shape)
    }
    guard !elements.isEmpty, design.rows > 0 else { return }
    elements.withUnsafeMutableBufferPointer { c in
      la_add_gram_lower(Int32(columns), Int32(design.rows), design.elements, c.baseAddress)
    }
    mirrorLower()
  }

  /// `selfᵀ · self`, shape `[columns, columns]`.
  public func gram() throws(LinearAlgebraError) -> Matrix {
    var gram = try Matrix(rows: columns, columns: columns)
    try gram.addGram(of: self)
    return gram
  }

  /// Adds another matrix of the same shape.
  ///
  /// - Throws: `LinearAlgebraError.shapeMismatch`.
  public mutating func add(_ other: Matrix) throws(LinearAlgebraError) {
    guard shape == other.shape else {
      throw .shapeMismatch(operation: "A + B", left: shape, right: other.shape)
    }
    for i in elements.indices { elements[i] += other.elements[i] }
  }

  /// Copies the lower triangle into the upper one.
  private mutating func mirrorLower() {
    elements.withUnsafeMutableBufferPointer { c in
      for r in 1..<max(1, rows) {
        for k in 0..<r { c[k * columns + r] = c[r * columns + k] }
      }
    }
  }
}
