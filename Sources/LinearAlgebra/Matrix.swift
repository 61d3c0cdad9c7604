/// A dense matrix of doubles that owns its elements, row-major: row `r`, column `c` is `elements[r * columns + c]`.
public struct Matrix: Sendable, Hashable {
  /// Rows.
  public let rows: Int
  /// Columns.
  public let columns: Int
  /// All elements, row after row.
  public internal(set) var elements: [Double]

  /// The most elements one matrix may have, 16 GiB: beyond it a mistake is likelier than a need.
  public static let largestCount = 1 << 31

  /// Creates a matrix with one value everywhere.
  ///
  /// - Throws: `LinearAlgebraError.allocationTooLarge`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) throws(LinearAlgebraError) {
    try Self.check(rows: rows, columns: columns)
    (self.rows, self.columns) = (rows, columns)
    elements = Array(repeating: value, count: rows * columns)
  }

  /// Creates a matrix from its elements, row after row; traps where their number is another.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      elements.count == rows * columns, "\(elements.count) elements for [\(rows), \(columns)]")
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  /// Creates a matrix whose elements `fill` writes; every element must be written.
  ///
  /// - Throws: `LinearAlgebraError.allocationTooLarge`.
  public init(
    rows: Int, columns: Int, filledBy fill: (UnsafeMutableBufferPointer<Double>) -> Void
  ) throws(LinearAlgebraError) {
    try Self.check(rows: rows, columns: columns)
    (self.rows, self.columns) = (rows, columns)
    elements = Array(unsafeUninitializedCapacity: rows * columns) { buffer, count in
      buffer.initialize(repeating: 0)
      fill(buffer)
      count = rows * columns
    }
  }

  /// The matrix with ones on its diagonal.
  public static func identity(_ size: Int) throws(LinearAlgebraError) -> Matrix {
    var matrix = try Matrix(rows: size, columns: size)
    for i in 0..<size { matrix[i, i] = 1 }
    return matrix
  }

  /// The element in `row` and `column`.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(
        row >= 0 && row < rows && column >= 0 && column < columns,
        "[\(row), \(column)] outside [\(rows), \(columns)]")
      return elements[row * columns + column]
    }
    set {
      precondition(
        row >= 0 && row < rows && column >= 0 && column < columns,
        "[\(row), \(column)] outside [\(rows), \(columns)]")
      elements[row * columns + column] = newValue
    }
  }

  /// Rows and columns.
  public var shape: [Int] { [rows, columns] }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = [Double](repeating: 0, count: elements.count)
    for r in 0..<rows {
      for c in 0..<columns { result[c * rows + r] = elements[r * columns + c] }
    }
    return Matrix(rows: columns, columns: rows, elements: result)
  }

  /// Reads the elements in place.
  public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Double>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeBufferPointer(body)
  }

  /// Changes the elements in place.
  public mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Double>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeMutableBufferPointer { try body($0) }
  }

  private static func check(rows: Int, columns: Int) throws(LinearAlgebraError) {
    precondition(rows >= 0 && columns >= 0, "a matrix of [\(rows), \(columns)]")
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    if overflow || count > largestCount || rows > Int(Int32.max) || columns > Int(Int32.max) {
      throw .allocationTooLarge(rows: rows, columns: columns)
    }
  }
}
