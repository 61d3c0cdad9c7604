import Foundation
import LinearAlgebra
import TestSupport
import Testing

/// Results against numpy's, which `Fixtures/generate.py` writes; to 1e-11 absolute for values around 1 to 50.
@Suite struct NumpyReferenceTests {
  private struct Values: Decodable {
    var rows: Int
    var columns: Int
    var elements: [Double]
    var matrix: Matrix { Matrix(rows: rows, columns: columns, elements: elements) }
  }

  private struct Reference: Decodable {
    var x: Values
    var y: Values
    var b: Values
    var penalty: Double
    var product: Values
    var cross: Values
    var gram: Values
    var solved: Values
    var leastSquares: Values
    var ridge: Values
  }

  private let reference: Reference

  init() throws {
    let path = "\(PackageRoot.path)/Tests/LinearAlgebraTests/Fixtures/numpy.json"
    reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func agrees(_ ours: Matrix, _ theirs: Values) -> Bool {
    ours.shape == [theirs.rows, theirs.columns]
      && zip(ours.elements, theirs.elements).allSatisfy { ($0 - $1).magnitude < 1e-11 }
  }

  @Test("products and rank-k updates are numpy's")
  func products() throws {
    let x = reference.x.matrix
    #expect(agrees(try x.multiplied(by: reference.b.matrix), reference.product))
    #expect(agrees(try x.transposeMultiplied(by: reference.y.matrix), reference.cross))
    #expect(agrees(try x.gram(), reference.gram))
  }

  @Test("solutions, least squares and ridges are numpy's")
  func solutions() throws {
    let (x, y) = (reference.x.matrix, reference.y.matrix)
    #expect(agrees(try CholeskyFactor(x.gram()).solve(reference.b.matrix), reference.solved))
    #expect(agrees(try LeastSquares.solve(x, y), reference.leastSquares))
    let ridge = try Ridge.solve(
      gram: x.gram(), cross: x.transposeMultiplied(by: y), penalty: reference.penalty)
    #expect(agrees(ridge, reference.ridge))
  }
}
