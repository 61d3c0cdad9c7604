import LinearAlgebra
import Testing

@Suite("Properties of products")
struct ProductPropertyTests {
  static let shapes = [
    (1, 1, 1), (1, 7, 1), (5, 1, 4), (2, 3, 4), (8, 8, 8), (17, 31, 9), (33, 65, 40), (100, 3, 70),
  ]

  @Test("every transposition equals the definition to 1e-13", arguments: shapes)
  func transpositions(m: Int, k: Int, n: Int) throws {
    let (a, b) = (Matrix.random(m, k, seed: 1), Matrix.random(k, n, seed: 2))
    let expected = a.multipliedByDefinition(by: b)
    #expect(try a.multiplied(by: b).relativeError(to: expected) < 1e-13)
    #expect(try a.transposed().transposeMultiplied(by: b).relativeError(to: expected) < 1e-13)
    #expect(try a.multiplied(byTransposeOf: b.transposed()).relativeError(to: expected) < 1e-13)
  }

  @Test("a product in single precision is that of the same numbers to 1e-6", arguments: shapes)
  func singlePrecision(m: Int, k: Int, n: Int) throws {
    let (a, b) = (
      FloatMatrix(Matrix.random(m, k, seed: 5)), FloatMatrix(Matrix.random(k, n, seed: 6))
    )
    let product = try a.multiplied(by: b)
    let expected = a.widened.multipliedByDefinition(by: b.widened)
    #expect((product.rows, product.columns) == (m, n))
    #expect(product.widened.relativeError(to: expected) < 1e-6)
    #expect(throws: LinearAlgebraError.self) {
      try a.multiplied(by: FloatMatrix(rows: k + 1, columns: 0, elements: []))
    }
  }

  @Test(
    "the Gram matrix equals the transposed product and is symmetric to the bit", arguments: shapes)
  func gram(n: Int, p: Int, blocks: Int) throws {
    let x = Matrix.random(n, p, seed: 3)
    let gram = try x.gram()
    #expect(try gram.relativeError(to: x.transposeMultiplied(by: x)) < 1e-13)
    #expect(gram == gram.transposed())
  }

  @Test(
    "a Gram matrix larger than a tile of the mirroring is symmetric to the bit",
    arguments: [31, 32, 33, 97, 200])
  func largeGram(order: Int) throws {
    let gram = try Matrix.random(9, order, seed: 4).gram()
    #expect(gram == gram.transposed())
  }

  @Test("empty sums are zeros and empty results are empty")
  func emptyShapes() throws {
    let (wide, tall) = (Matrix.constant(2, 0), Matrix.constant(0, 3))
    #expect(try wide.multiplied(by: tall) == Matrix.constant(2, 3))
    #expect(try tall.gram() == Matrix.constant(3, 3))
    #expect(try wide.gram() == Matrix.constant(0, 0))
    #expect(try tall.transposeMultiplied(by: wide.transposed()) == Matrix.constant(3, 2))
    #expect(
      try tall.multiplied(byTransposeOf: Matrix.constant(4, 3)).shape
        == .init(rows: 0, columns: 4))
    var sum = Matrix.constant(3, 3, 2)
    try sum.addGram(of: tall)
    #expect(sum == Matrix.constant(3, 3, 2))
  }

  @Test("NaN and infinity propagate instead of vanishing")
  func propagation() throws {
    let row = Matrix(rows: 1, columns: 2, elements: [.nan, 0])
    let column = Matrix(rows: 2, columns: 1, elements: [0, .infinity])
    #expect(try row.multiplied(by: column)[0, 0].isNaN)
    #expect(try row.gram()[0, 0].isNaN)
  }

  @Test("shapes that do not fit are errors that name both")
  func mismatches() {
    let a = Matrix.constant(2, 3)
    var square = Matrix.constant(2, 2)
    #expect(
      throws: LinearAlgebraError.shapeMismatch(operation: "A·B", left: a.shape, right: a.shape)
    ) { try a.multiplied(by: a) }
    #expect(throws: LinearAlgebraError.self) { try a.transposeMultiplied(by: a.transposed()) }
    #expect(throws: LinearAlgebraError.self) { try a.multiplied(byTransposeOf: a.transposed()) }
    #expect(throws: LinearAlgebraError.self) { try square.addGram(of: a) }
    #expect(throws: LinearAlgebraError.self) { try square.addTransposeProduct(of: a, by: a) }
    var wide = a
    #expect(throws: LinearAlgebraError.notSquare(operation: "C += AᵀA", shape: a.shape)) {
      try wide.addGram(of: a)
    }
    let error = LinearAlgebraError.shapeMismatch(operation: "A·B", left: a.shape, right: a.shape)
    #expect("\(error)".contains("[2 × 3]"))
  }

  @Test("a result larger than any machine is an error, not a crash")
  func hugeShapes() {
    let tall = Matrix.constant(1 << 22, 1)
    #expect {
      try tall.multiplied(byTransposeOf: tall)
    } throws: { error in
      guard case .allocationTooLarge(let shape, let limit)? = error as? LinearAlgebraError else {
        return false
      }
      return shape == .init(rows: 1 << 22, columns: 1 << 22) && limit > 0
    }
  }

  @Test("a dimension beyond 32 bits is an error, not a truncation")
  func hugeDimension() {
    let rows = 1 << 32
    let hollow = Matrix.constant(rows, 0)
    #expect(throws: LinearAlgebraError.dimensionTooLarge(rows)) { try hollow.gram() }
    #expect(throws: LinearAlgebraError.dimensionTooLarge(rows)) {
      try hollow.multiplied(byTransposeOf: Matrix.constant(1, 0))
    }
  }
}

extension FloatMatrix {
  /// The same numbers in double precision.
  fileprivate var widened: Matrix {
    Matrix(rows: rows, columns: columns, elements: elements.map { Double($0) })
  }
}
