import COpenBLAS

extension Matrix {
  /// Rows and columns, as errors and checks carry them.
  public struct Shape: Sendable, Hashable, CustomStringConvertible {
    /// Number of rows.
    public let rows: Int
    /// Number of columns.
    public let columns: Int

    /// Creates a shape.
    public init(rows: Int, columns: Int) {
      (self.rows, self.columns) = (rows, columns)
    }

    /// `[rows × columns]`.
    public var description: String { "[\(rows) × \(columns)]" }
  }

  /// Rows and columns.
  public var shape: Shape { Shape(rows: rows, columns: columns) }

  /// The number of elements of a shape that BLAS can address and this machine's memory can hold, so
  /// that too large a shape is an error and not a crash.
  ///
  /// - Precondition: The shape is not negative.
  /// - Throws: `LinearAlgebraError.dimensionTooLarge`, `.allocationTooLarge`.
  internal static func elementCount(_ rows: Int, _ columns: Int) throws(LinearAlgebraError) -> Int {
    precondition(rows >= 0 && columns >= 0, "negative shape [\(rows) × \(columns)]")
    _ = try blasDimension(rows)
    _ = try blasDimension(columns)
    // Both factors fit 31 bits, so their product cannot overflow.
    guard rows * columns <= memoryLimit / MemoryLayout<Double>.stride else {
      throw .allocationTooLarge(
        shape: Shape(rows: rows, columns: columns), limit: memoryLimit)
    }
    return rows * columns
  }

  /// The dimension as BLAS takes it.
  ///
  /// - Throws: `LinearAlgebraError.dimensionTooLarge`.
  internal static func blasDimension(_ count: Int) throws(LinearAlgebraError) -> Int32 {
    guard let dimension = Int32(exactly: count) else { throw .dimensionTooLarge(count) }
    return dimension
  }

  /// Refuses NaN and infinity, naming the first.
  ///
  /// - Throws: `LinearAlgebraError.notFinite`.
  internal func requireFinite(_ operand: String) throws(LinearAlgebraError) {
    guard let index = storage.firstIndex(where: { !$0.isFinite }) else { return }
    throw .notFinite(
      operand: operand, row: index / columns, column: index % columns, value: "\(storage[index])")
  }

  private static let memoryLimit: Int = {
    let bytes = la_get_physical_memory()
    let tebibyte = 1 << 40  // where the machine does not tell
    return bytes == 0 ? tebibyte : Int(clamping: bytes)
  }()
}
