extension Matrix {
  /// The sum of two matrices of one shape: Gram matrices of disjoint rows add up to that of all.
  ///
  /// - Throws: `LinearAlgebraError.shapeMismatch`.
  public static func + (left: Matrix, right: Matrix) throws(LinearAlgebraError) -> Matrix {
    var result = left
    try result.add(right)
    return result
  }

  /// Adds a matrix of the same shape in place.
  ///
  /// - Throws: `LinearAlgebraError.shapeMismatch`.
  public mutating func add(_ other: Matrix) throws(LinearAlgebraError) {
    guard shape == other.shape else {
      throw .shapeMismatch(operation: "A + B", left: shape, right: other.shape)
    }
    withUnsafeMutableBufferPointer { target in
      other.withUnsafeBufferPointer { source in
        for index in target.indices { target[index] += source[index] }
      }
    }
  }

  /// Adds a number to every element of the diagonal.
  public mutating func addToDiagonal(_ value: Double) {
    for index in 0..<min(rows, columns) { storage[index * columns + index] += value }
  }

  /// Rows as columns, shape `[columns × rows]`.
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows, elements: storage)
    result.withUnsafeMutableBufferPointer { target in
      for row in 0..<rows {
        for column in 0..<columns { target[column * rows + row] = storage[row * columns + column] }
      }
    }
    return result
  }

  /// Copies the lower triangle onto the upper one.
  internal mutating func mirrorLowerTriangle() {
    let order = rows
    // Tiles keep both the rows read and the columns written in the cache; row by row, a large
    // matrix would miss on every write.
    let tile = 32
    withUnsafeMutableBufferPointer { elements in
      for top in stride(from: 0, to: order, by: tile) {
        for left in stride(from: 0, through: top, by: tile) {
          for row in top..<min(top + tile, order) {
            for column in left..<min(left + tile, row) {
              elements[column * order + row] = elements[row * order + column]
            }
          }
        }
      }
    }
  }

  /// Writes zeros above the diagonal.
  internal mutating func clearUpperTriangle() {
    for row in 0..<rows {
      for index in row * columns + min(row + 1, columns)..<(row + 1) * columns {
        storage[index] = 0
      }
    }
  }
}
