import LinearAlgebra
import Testing

@Suite("Solvers by hand")
struct SolverTests {
  @Test("Cholesky, least squares and ridge solve systems done by hand")
  func byHand() throws {
    let spd = Matrix(rows: 2, columns: 2, elements: [4, 2, 2, 3])
    let factor = try CholeskyFactor(spd)
    #expect(factor.lower.elements == [2, 0, 1, 2.0.squareRoot()])
    let rhs = Matrix(rows: 2, columns: 1, elements: [10, 9])
    let x = try factor.solve(rhs).elements
    #expect(abs(x[0] - 1.5) < 1e-15 && abs(x[1] - 2) < 1e-15)

    let design = Matrix(rows: 3, columns: 2, elements: [1, 1, 1, 2, 1, 3])
    let line = Matrix(rows: 3, columns: 1, elements: [3, 5, 7])
    let beta = try LeastSquares.solve(design, line).elements
    #expect(abs(beta[0] - 1) < 1e-14 && abs(beta[1] - 2) < 1e-14)
    let ridge = try Ridge.solve(design: design, targets: line, penalty: 0).elements
    #expect(abs(ridge[0] - 1) < 1e-12 && abs(ridge[1] - 2) < 1e-12)
  }
}
