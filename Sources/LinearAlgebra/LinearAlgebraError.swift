/// What can go wrong with matrices that come from data.
public enum LinearAlgebraError: Error, Hashable, Sendable {
  /// Two shapes that do not go together, `[rows, columns]` each.
  case shapeMismatch(operation: String, left: [Int], right: [Int])
  /// The leading minor of this order is not positive: columns depend on each other, or a value is not finite.
  case notPositiveDefinite(order: Int)
  /// Column `column` of the design adds nothing to those before it.
  case rankDeficient(column: Int)
  /// More elements than fit into memory or into BLAS' 32-bit sizes.
  case allocationTooLarge(rows: Int, columns: Int)
  /// The BLAS in use is not safe to call from several threads.
  case unsafeBLAS(configuration: String)
}

extension LinearAlgebraError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .shapeMismatch(let operation, let left, let right):
      "\(operation) does not go together for shapes \(left) and \(right)"
    case .notPositiveDefinite(let order):
      "the matrix is not positive definite at order \(order); raise the penalty or drop columns that depend on others"
    case .rankDeficient(let column):
      "column \(column) of the design depends on those before it; drop it or use a ridge"
    case .allocationTooLarge(let rows, let columns):
      "a matrix of \(rows) × \(columns) is too large; work on fewer rows at a time"
    case .unsafeBLAS(let configuration):
      "this BLAS gives wrong results under concurrent callers (\(configuration)); install libopenblas0-pthread and "
        + "choose it with: update-alternatives --config libopenblas.so.0-$(uname -m)-linux-gnu"
    }
  }
}
