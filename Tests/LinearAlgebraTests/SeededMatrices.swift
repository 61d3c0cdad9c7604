import HeadroomBasics
import LinearAlgebra
import TestSupport

extension Matrix {
  /// One value everywhere, without the error that a shape from data can give.
  static func constant(_ rows: Int, _ columns: Int, _ value: Double = 0) -> Matrix {
    Matrix(
      rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
  }

  /// The identity, without that error.
  static func unit(_ order: Int) -> Matrix {
    var result = constant(order, order)
    result.addToDiagonal(1)
    return result
  }

  /// Elements uniform in `[-1, 1)`.
  static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var generator = SplitMix64(state: seed &* 1_000_003 &+ UInt64(rows * 977 + columns))
    let elements = (0..<rows * columns).map { _ in Double.random(in: -1..<1, using: &generator) }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// A symmetric positive definite matrix: a Gram matrix plus the identity.
  static func randomPositiveDefinite(_ order: Int, seed: UInt64) throws -> Matrix {
    var result = try random(order + 3, order, seed: seed).gram()
    result.addToDiagonal(1)
    return result
  }

  /// The product as its definition has it, three loops.
  func multipliedByDefinition(by other: Matrix) -> Matrix {
    var result = Matrix.constant(rows, other.columns)
    for row in 0..<rows {
      for column in 0..<other.columns {
        result[row, column] = (0..<columns).reduce(0) { $0 + self[row, $1] * other[$1, column] }
      }
    }
    return result
  }

  /// The largest magnitude; 0 for an empty matrix.
  var largestMagnitude: Double { elements.reduce(0) { max($0, abs($1)) } }

  /// The largest difference over the largest magnitude of `reference`; infinite where shapes or
  /// finiteness differ.
  func relativeError(to reference: Matrix) -> Double {
    guard shape == reference.shape, elements.allSatisfy(\.isFinite) else { return .infinity }
    let difference = zip(elements, reference.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
    return difference == 0 ? 0 : difference / reference.largestMagnitude
  }
}
