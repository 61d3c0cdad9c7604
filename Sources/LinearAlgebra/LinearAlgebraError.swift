/// What can go wrong between data and a matrix result.
public enum LinearAlgebraError: Error, Sendable, Equatable {
  /// Two operands do not fit each other.
  case shapeMismatch(operation: String, left: Matrix.Shape, right: Matrix.Shape)
  /// A square matrix was needed.
  case notSquare(operation: String, shape: Matrix.Shape)
  /// The leading minor of order `pivot` (counted from 1) of an `order × order` matrix is not
  /// positive.
  case notPositiveDefinite(pivot: Int, order: Int)
  /// Only `rank` of `columns` columns are linearly independent; `rows` equations were given.
  case rankDeficient(rank: Int, columns: Int, rows: Int)
  /// An operand has a NaN or an infinity at a place counted from 0.
  case notFinite(operand: String, row: Int, column: Int, value: String)
  /// A ridge penalty is negative, NaN or infinite; `index` counts coefficients from 0.
  case invalidPenalty(index: Int, value: String)
  /// A result of this shape would not fit the machine's memory, `limit` bytes.
  case allocationTooLarge(shape: Matrix.Shape, limit: Int)
  /// A dimension does not fit the 32-bit integers of the BLAS interface.
  case dimensionTooLarge(Int)
  /// The OpenBLAS found at run time was built without threads and is unsafe under concurrent
  /// callers.
  case serialBLAS(configuration: String)
  /// A routine refused its arguments or its workspace; `info` is LAPACK's code.
  case routineFailed(name: String, info: Int)
}

extension LinearAlgebraError: CustomStringConvertible {
  /// What happened, where, and what to do next.
  public var description: String {
    switch self {
    case .shapeMismatch(let operation, let left, let right):
      "\(operation): shapes \(left) and \(right) do not fit; check which side is transposed"
    case .notSquare(let operation, let shape):
      "\(operation): needs a square matrix, got \(shape)"
    case .notPositiveDefinite(let pivot, let order):
      "matrix of order \(order) is not positive definite at pivot \(pivot); "
        + "columns depend on each other: raise the ridge penalty or drop a regressor"
    case .rankDeficient(let rank, let columns, let rows):
      "least squares: \(rank) of \(columns) columns are independent over \(rows) rows; "
        + "drop regressors, add history or use a ridge penalty"
    case .notFinite(let operand, let row, let column, let value):
      "\(operand) has \(value) at row \(row), column \(column) (from 0); fill or mask gaps first"
    case .invalidPenalty(let index, let value):
      "ridge penalty \(value) of coefficient \(index) (from 0) must be finite and not negative"
    case .allocationTooLarge(let shape, let limit):
      "a result of shape \(shape) needs more than this machine's \(limit) bytes of memory; "
        + "work in smaller blocks"
    case .dimensionTooLarge(let count):
      "dimension \(count) exceeds the BLAS limit of \(Int32.max); work in smaller blocks"
    case .serialBLAS(let configuration):
      "the serial OpenBLAS (\(configuration)) gives wrong results under concurrent callers; "
        + "install libopenblas0-pthread and choose it with "
        + "'update-alternatives --config libopenblas.so.0-$(uname -m)-linux-gnu'"
    case .routineFailed(let name, let info):
      "\(name) failed with info \(info); the machine may be out of memory"
    }
  }
}
