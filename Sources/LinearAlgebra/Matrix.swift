/// A dense matrix of doubles that owns its storage: row-major, contiguous, a value.
///
/// Copies share storage until one of them is written to. A matrix may have no rows or no columns;
/// products with such matrices follow the empty sum.
public struct Matrix: Sendable, Hashable {
  /// Number of rows, `≥ 0`.
  public let rows: Int
  /// Number of columns, `≥ 0`.
  public let columns: Int
  /// The elements, row after row; count `rows · columns`.
  @usableFromInline internal var storage: [Double]

  /// Creates a matrix with every element equal to `value`.
  ///
  /// - Precondition: `rows` and `columns` are not negative.
  /// - Throws: `LinearAlgebraError.dimensionTooLarge`, `.allocationTooLarge`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) throws(LinearAlgebraError) {
    let count = try Self.elementCount(rows, columns)
    (self.rows, self.columns) = (rows, columns)
    storage = [Double](repeating: value, count: count)
  }

  /// Creates a matrix from elements in row-major order.
  ///
  /// - Precondition: `elements.count == rows · columns`.
  public init(rows: Int, columns: Int, elements: [Double]) {
    // Divided and not multiplied: a shape that overflows must not match by chance.
    precondition(
      rows >= 0 && columns >= 0
        && (rows == 0 || columns == 0
          ? elements.isEmpty
          : elements.count % rows == 0 && elements.count / rows == columns),
      "\(elements.count) elements for a shape of [\(rows) × \(columns)]")
    (self.rows, self.columns) = (rows, columns)
    storage = elements
  }

  /// Creates a matrix whose elements the closure writes in place, row-major.
  ///
  /// The buffer starts as zeros: an element left out is 0 and never what memory held before.
  ///
  /// - Precondition: `rows` and `columns` are not negative.
  /// - Throws: `LinearAlgebraError.dimensionTooLarge`, `.allocationTooLarge`.
  @inlinable
  public init(
    rows: Int, columns: Int,
    initializingWith fill: (UnsafeMutableBufferPointer<Double>) -> Void
  ) throws(LinearAlgebraError) {
    try self.init(rows: rows, columns: columns, repeating: 0)
    withUnsafeMutableBufferPointer(fill)
  }

  /// The identity of the given order.
  ///
  /// - Throws: `LinearAlgebraError.dimensionTooLarge`, `.allocationTooLarge`.
  public static func identity(_ order: Int) throws(LinearAlgebraError) -> Matrix {
    var result = try Matrix(rows: order, columns: order)
    result.addToDiagonal(1)
    return result
  }

  /// The elements, row after row.
  @inlinable public var elements: [Double] { storage }

  /// The element at a row and a column, counted from 0.
  ///
  /// - Precondition: The place exists.
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get { storage[offset(row, column)] }
    set { storage[offset(row, column)] = newValue }
  }

  /// Calls the closure with the elements, row-major; the pointer must not leave it.
  ///
  /// - Throws: What the closure throws.
  @inlinable
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBufferPointer(body)
  }

  /// Calls the closure with the elements to read and write, row-major; the pointer must not leave
  /// it.
  ///
  /// - Throws: What the closure throws.
  @inlinable
  public mutating func withUnsafeMutableBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeMutableBufferPointer { buffer throws(Failure) in try body(buffer) }
  }

  @inlinable
  internal func offset(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "[\(row), \(column)] outside a matrix of [\(rows) × \(columns)]")
    return row * columns + column
  }
}
