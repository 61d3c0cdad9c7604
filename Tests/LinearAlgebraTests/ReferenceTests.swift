import LinearAlgebra
import Testing

/// Against `Fixtures/generate.py`: products and the factor from numpy 2.4.6, solutions from exact
/// rational arithmetic rounded once; seed 20260101.
@Suite("Agreement with reference answers")
struct ReferenceTests {
  let reference: Reference

  init() throws { reference = try Reference() }

  @Test("products agree with numpy to 1e-14 of the largest element")
  func products() throws {
    let a = try reference("a")
    #expect(try a.multiplied(by: reference("b")).relativeError(to: reference("ab")) < 1e-14)
    #expect(
      try a.transposeMultiplied(by: reference("c")).relativeError(to: reference("atc")) < 1e-14)
    #expect(
      try a.multiplied(byTransposeOf: reference("d")).relativeError(to: reference("adt")) < 1e-14)
    #expect(try a.gram().relativeError(to: reference("gram")) < 1e-14)
  }

  @Test("the Cholesky factor agrees with numpy to 1e-14, and many right-hand sides to 1e-9")
  func cholesky() throws {
    let factor = try CholeskyFactor(reference("spd"))
    #expect(try factor.lower.relativeError(to: reference("lower")) < 1e-14)
    // The condition number is about 1e10, so ten of sixteen digits are anyone's guess.
    let solution = try factor.solve(reference("right"))
    #expect(try solution.relativeError(to: reference("spdSolution")) < 1e-9)
  }

  @Test("least squares agrees with the exact solution to 1e-13, though its columns differ by 1e5")
  func leastSquares() throws {
    let solution = try LeastSquares.solve(reference("x"), reference("y"))
    #expect(try solution.relativeError(to: reference("leastSquares")) < 1e-13)
  }

  @Test("ridge agrees with the exact solution from a design and from its Gram matrix, to 1e-9")
  func ridge() throws {
    let (x, y) = (try reference("x"), try reference("y"))
    let fromDesign = try Ridge.solve(design: x, targets: y, penalty: 0.5)
    #expect(try fromDesign.relativeError(to: reference("ridge")) < 1e-9)
    let (gram, cross) = (try x.gram(), try x.transposeMultiplied(by: y))
    #expect(try Ridge.solve(gram: gram, cross: cross, penalty: 0.5) == fromDesign)
    let penalties = [0] + [Double](repeating: 0.5, count: 6)
    let free = try Ridge.solve(gram: gram, cross: cross, penalties: penalties)
    #expect(try free.relativeError(to: reference("ridgeFreeIntercept")) < 1e-9)
  }

  @Test("a Hilbert system of order 8 keeps five digits of its exact rational solution")
  func hilbert() throws {
    // Condition number 1.5e10: double precision promises 16 − 10 digits. The entries are exact
    // integers.
    let (matrix, right) = (try reference("hilbert"), try reference("ramp"))
    let exact = try reference("hilbertSolution")
    #expect(try CholeskyFactor(matrix).solve(right).relativeError(to: exact) < 1e-5)
    #expect(try LeastSquares.solve(matrix, right).relativeError(to: exact) < 1e-5)
  }
}
