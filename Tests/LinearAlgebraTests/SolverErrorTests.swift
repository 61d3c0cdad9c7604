import LinearAlgebra
import Testing

@Suite("What solvers refuse")
struct SolverErrorTests {
  let good = Matrix(rows: 2, columns: 2, elements: [4, 2, 2, 3])
  let right = Matrix(rows: 2, columns: 1, elements: [1, 1])

  @Test("the empty system has the empty solution")
  func emptySystems() throws {
    let none = Matrix.constant(0, 0)
    let solution = try CholeskyFactor(none).solve(Matrix.constant(0, 4))
    #expect(solution.shape == .init(rows: 0, columns: 4))
    #expect(
      try CholeskyFactor(good).solve(Matrix.constant(2, 0)).shape
        == .init(rows: 2, columns: 0))
    #expect(
      try LeastSquares.solve(Matrix.constant(5, 0), Matrix.constant(5, 2)).shape
        == .init(rows: 0, columns: 2))
    #expect(
      try LeastSquares.solve(good, Matrix.constant(2, 0)).shape == .init(rows: 2, columns: 0))
    #expect(
      try Ridge.solve(gram: none, cross: Matrix.constant(0, 3), penalty: 1).shape
        == .init(rows: 0, columns: 3))
  }

  @Test("a one by one system is a division")
  func oneByOne() throws {
    let four = Matrix(rows: 1, columns: 1, elements: [4])
    let ten = Matrix(rows: 1, columns: 1, elements: [10])
    #expect(try CholeskyFactor(four).solve(ten)[0, 0] == 2.5)
    #expect(try LeastSquares.solve(four, ten)[0, 0] == 2.5)
    #expect(try Ridge.solve(gram: four, cross: ten, penalty: 1)[0, 0] == 2)
  }

  @Test("an indefinite matrix names the pivot where it fails", arguments: 1...5)
  func pivot(position: Int) {
    var matrix = Matrix.unit(5)
    matrix[position - 1, position - 1] = -1
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: position, order: 5)) {
      try CholeskyFactor(matrix)
    }
  }

  @Test("dependent, too few and no equations are rank deficiencies, counted")
  func rankDeficiency() {
    let twice = Matrix(rows: 3, columns: 2, elements: [1, 2, 2, 4, 3, 6])
    let threeTargets = Matrix.constant(3, 1, 1)
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 1, columns: 2, rows: 3)) {
      try LeastSquares.solve(twice, threeTargets)
    }
    let wide = Matrix.random(2, 5, seed: 15)
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 2, columns: 5, rows: 2)) {
      try LeastSquares.solve(wide, right)
    }
    let zeros = Matrix.constant(3, 2)
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 0, columns: 2, rows: 3)) {
      try LeastSquares.solve(zeros, threeTargets)
    }
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 0, columns: 2, rows: 0)) {
      try LeastSquares.solve(Matrix.constant(0, 2), Matrix.constant(0, 1))
    }
  }

  @Test("columns that differ only by rounding count as dependent")
  func nearlyDependent() {
    var x = Matrix.random(50, 3, seed: 16)
    for row in 0..<50 { x[row, 2] = (x[row, 0] + x[row, 1]) * (1 + 1e-16) }
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 2, columns: 3, rows: 50)) {
      try LeastSquares.solve(x, Matrix.random(50, 1, seed: 17))
    }
  }

  @Test("shapes that do not fit are refused")
  func shapes() throws {
    let wide = Matrix.constant(2, 3)
    #expect(throws: LinearAlgebraError.notSquare(operation: "Cholesky", shape: wide.shape)) {
      try CholeskyFactor(wide)
    }
    let factor = try CholeskyFactor(good)
    #expect(throws: LinearAlgebraError.self) { try factor.solve(wide.transposed()) }
    #expect(throws: LinearAlgebraError.self) { try LeastSquares.solve(good, wide.transposed()) }
    #expect(throws: LinearAlgebraError.self) {
      try Ridge.solve(gram: wide, cross: right, penalty: 1)
    }
    #expect(throws: LinearAlgebraError.self) {
      try Ridge.solve(gram: good, cross: wide.transposed(), penalty: 1)
    }
    #expect(throws: LinearAlgebraError.self) {
      try Ridge.solve(gram: good, cross: right, penalties: [1])
    }
  }

  @Test(
    "NaN and infinity are refused with their place", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) throws {
    var bad = good
    bad[1, 0] = value
    func place(_ operand: String) -> LinearAlgebraError {
      .notFinite(operand: operand, row: 1, column: 0, value: "\(value)")
    }
    var badRight = right
    badRight[1, 0] = value
    let factor = try CholeskyFactor(good)
    #expect(throws: place("symmetric matrix")) { try CholeskyFactor(bad) }
    #expect(throws: place("right-hand side")) { try factor.solve(badRight) }
    #expect(throws: place("design")) { try LeastSquares.solve(bad, right) }
    #expect(throws: place("targets")) { try LeastSquares.solve(good, badRight) }
  }

  @Test("a penalty is finite and not negative", arguments: [-1, Double.nan, .infinity])
  func penalties(value: Double) {
    #expect(throws: LinearAlgebraError.invalidPenalty(index: 1, value: "\(value)")) {
      try Ridge.solve(gram: good, cross: right, penalties: [0, value])
    }
  }

  @Test("every error says what to do next")
  func descriptions() {
    let shape = Matrix.Shape(rows: 2, columns: 3)
    let expectations: [(LinearAlgebraError, String)] = [
      (.notPositiveDefinite(pivot: 2, order: 7), "raise the ridge penalty"),
      (.rankDeficient(rank: 1, columns: 2, rows: 3), "add history"),
      (.notFinite(operand: "design", row: 4, column: 5, value: "nan"), "row 4, column 5"),
      (.invalidPenalty(index: 3, value: "-1.0"), "coefficient 3"),
      (.allocationTooLarge(shape: shape, limit: 10), "smaller blocks"),
      (.dimensionTooLarge(1 << 40), "smaller blocks"),
      (.routineFailed(name: "dgelsy", info: -1010), "dgelsy failed with info -1010"),
      (.notSquare(operation: "Cholesky", shape: shape), "[2 × 3]"),
    ]
    for (error, words) in expectations { #expect("\(error)".contains(words)) }
  }
}
