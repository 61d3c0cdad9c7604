import LinearAlgebra
import Testing

@Suite("Properties of solvers")
struct SolverPropertyTests {
  static let orders = [1, 2, 3, 17, 64, 130]

  @Test("A·A⁻¹ is the identity through Cholesky to 1e-11", arguments: orders)
  func inverse(order: Int) throws {
    let matrix = try Matrix.randomPositiveDefinite(order, seed: 5)
    let inverse = try CholeskyFactor(matrix).solve(.unit(order))
    #expect(try matrix.multiplied(by: inverse).relativeError(to: .unit(order)) < 1e-11)
  }

  @Test("L·Lᵀ gives the matrix back and L is zero above its diagonal", arguments: orders)
  func factor(order: Int) throws {
    let matrix = try Matrix.randomPositiveDefinite(order, seed: 6)
    let lower = try CholeskyFactor(matrix).lower
    #expect(try lower.multiplied(byTransposeOf: lower).relativeError(to: matrix) < 1e-13)
    for row in 0..<order {
      for column in (row + 1)..<max(order, row + 1) { #expect(lower[row, column] == 0) }
    }
  }

  @Test("only the lower triangle is read")
  func lowerTriangleOnly() throws {
    let clean = Matrix(rows: 2, columns: 2, elements: [4, 2, 2, 3])
    let noisy = Matrix(rows: 2, columns: 2, elements: [4, 99, 2, 3])
    #expect(try CholeskyFactor(noisy).lower == CholeskyFactor(clean).lower)
  }

  @Test(
    "residuals of least squares are orthogonal to the design",
    arguments: [(3, 1), (10, 10), (50, 7), (300, 40)])
  func orthogonality(rows: Int, columns: Int) throws {
    let (x, y) = (Matrix.random(rows, columns, seed: 7), Matrix.random(rows, 3, seed: 8))
    let fitted = try x.multiplied(by: LeastSquares.solve(x, y))
    let residual = try Matrix(rows: rows, columns: 3) { target in
      for index in target.indices { target[index] = y.elements[index] - fitted.elements[index] }
    }
    // Scaled by n: each inner product sums n rounding errors.
    let bound = 1e-14 * Double(rows)
    #expect(try x.transposeMultiplied(by: residual).largestMagnitude < bound)
  }

  @Test("ridge without penalty is least squares, and a penalty shrinks every solution")
  func ridgeShrinks() throws {
    let (x, y) = (Matrix.random(80, 6, seed: 9), Matrix.random(80, 4, seed: 10))
    let plain = try LeastSquares.solve(x, y)
    #expect(try Ridge.solve(design: x, targets: y, penalty: 0).relativeError(to: plain) < 1e-12)
    var last = Double.infinity
    for penalty in [0, 0.1, 1, 10, 100, 1e4] {
      let norm = try Ridge.solve(design: x, targets: y, penalty: penalty).gram()[0, 0]
      #expect(norm < last)
      last = norm
    }
  }

  @Test("ridge solves the system it says it solves", arguments: [1, 5, 60])
  func ridgeResidual(order: Int) throws {
    let (x, y) = (Matrix.random(20, order, seed: 11), Matrix.random(20, 3, seed: 12))
    let cross = try x.transposeMultiplied(by: y)
    let weights = try Ridge.solve(design: x, targets: y, penalty: 0.25)
    var penalised = try x.gram()
    penalised.addToDiagonal(0.25)
    #expect(try penalised.multiplied(by: weights).relativeError(to: cross) < 1e-12)
  }

  @Test("an intercept with penalty 0 is not shrunk by a penalty that removes the rest")
  func freeIntercept() throws {
    // y = 5 + x over x symmetric about 0: with the slope shrunk away, the intercept is still the
    // mean.
    let x = Matrix(rows: 3, columns: 2, elements: [1, -1, 1, 0, 1, 1])
    let y = Matrix(rows: 3, columns: 1, elements: [4, 5, 6])
    let weights = try Ridge.solve(
      gram: x.gram(), cross: x.transposeMultiplied(by: y), penalties: [0, 1e12])
    #expect(abs(weights[0, 0] - 5) < 1e-12)
    #expect(abs(weights[1, 0]) < 1e-11)
  }

  @Test("collinear columns defeat the normal equations and a penalty heals them")
  func collinear() throws {
    let x = Matrix(rows: 4, columns: 2, elements: [1, 2, 2, 4, 3, 6, 4, 8])
    let y = Matrix(rows: 4, columns: 1, elements: [5, 10, 15, 20])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(pivot: 2, order: 2)) {
      try Ridge.solve(design: x, targets: y, penalty: 0)
    }
    let weights = try Ridge.solve(design: x, targets: y, penalty: 1e-6)
    // The shortest solution of w₁ + 2·w₂ = 5.
    #expect(abs(weights[0, 0] - 1) < 1e-5 && abs(weights[1, 0] - 2) < 1e-5)
  }

  @Test(
    "the units of a regressor do not change the verdict on rank",
    arguments: [1e-150, 1e-9, 1e9, 1e150])
  func unitsAndRank(unit: Double) throws {
    var x = Matrix.random(30, 3, seed: 13)
    let y = Matrix.random(30, 1, seed: 14)
    let expected = try LeastSquares.solve(x, y)
    for row in 0..<30 { x[row, 1] *= unit }
    let solution = try LeastSquares.solve(x, y)
    #expect(abs(solution[1, 0] * unit - expected[1, 0]) < 1e-12)
    #expect(abs(solution[0, 0] - expected[0, 0]) < 1e-12)
  }
}
