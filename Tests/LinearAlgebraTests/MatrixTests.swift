import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  /// Numbers in (−1, 1) from a seed.
  private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var state = seed
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<(rows * columns)).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(Int64(bitPattern: state) >> 11) / 4_503_599_627_370_496
      })
  }

  private func distance(_ a: Matrix, _ b: Matrix) -> Double {
    zip(a.elements, b.elements).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
  }

  @Test("a product is the one computed by hand")
  func product() throws {
    let a = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
    let b = Matrix(rows: 2, columns: 2, elements: [5, 6, 7, 8])
    #expect(try a.multiplied(by: b).elements == [19, 22, 43, 50])
    #expect(try a.transposeMultiplied(by: b).elements == [26, 30, 38, 44])
    #expect(a.transposed.elements == [1, 3, 2, 4])
  }

  @Test("a rank-k update adds up over parts of the rows and is symmetric")
  func gram() throws {
    let x = random(60, 7, seed: 1)
    let top = Matrix(rows: 25, columns: 7, elements: Array(x.elements.prefix(25 * 7)))
    let rest = Matrix(rows: 35, columns: 7, elements: Array(x.elements.dropFirst(25 * 7)))
    var sum = try top.gram()
    try sum.addGram(of: rest)
    #expect(distance(sum, try x.transposeMultiplied(by: x)) < 1e-12)
    #expect(sum.transposed == sum)
  }

  @Test("a Cholesky factor solves many right-hand sides, and A·A⁻¹ is the identity")
  func cholesky() throws {
    var a = try random(80, 20, seed: 2).gram()
    for i in 0..<20 { a[i, i] += 1 }
    let inverse = try CholeskyFactor(a).solve(try .identity(20))
    #expect(distance(try a.multiplied(by: inverse), try .identity(20)) < 1e-11)
    let hand = try CholeskyFactor(Matrix(rows: 2, columns: 2, elements: [4, 2, 2, 3]))
      .solve(Matrix(rows: 2, columns: 1, elements: [10, 9]))
    #expect(distance(hand, Matrix(rows: 2, columns: 1, elements: [1.5, 2])) < 1e-14)
  }

  @Test("residuals of least squares are orthogonal to the design")
  func leastSquares() throws {
    let (x, y) = (random(50, 6, seed: 3), random(50, 3, seed: 4))
    let fitted = try x.multiplied(by: try LeastSquares.solve(x, y))
    let residual = Matrix(
      rows: 50, columns: 3, elements: zip(y.elements, fitted.elements).map { $0 - $1 })
    #expect(try x.transposeMultiplied(by: residual).elements.allSatisfy { $0.magnitude < 1e-12 })
  }

  @Test("a ridge without a penalty is least squares, and a large one shrinks to nothing")
  func ridge() throws {
    let (x, y) = (random(50, 6, seed: 5), random(50, 2, seed: 6))
    let (gram, cross) = (try x.gram(), try x.transposeMultiplied(by: y))
    let plain = try Ridge.solve(gram: gram, cross: cross, penalty: 0)
    #expect(distance(plain, try LeastSquares.solve(x, y)) < 1e-11)
    let shrunk = try Ridge.solve(gram: gram, cross: cross, penalty: 1e12)
    #expect(shrunk.elements.allSatisfy { $0.magnitude < 1e-9 })
  }

  @Test("what cannot be solved says so, with evidence")
  func refused() throws {
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) {
      try CholeskyFactor(Matrix(rows: 2, columns: 2, elements: [1, 2, 2, 1]))
    }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 1)) {
      try CholeskyFactor(Matrix(rows: 1, columns: 1, elements: [.nan]))
    }
    #expect(throws: LinearAlgebraError.self) {
      try Matrix(rows: 2, columns: 3).multiplied(by: Matrix(rows: 2, columns: 3))
    }
    #expect(throws: LinearAlgebraError.rankDeficient(column: 1)) {
      try LeastSquares.solve(
        Matrix(rows: 3, columns: 2, elements: [1, 2, 2, 4, 3, 6]),
        Matrix(rows: 3, columns: 1, elements: [1, 2, 4]))
    }
    #expect(throws: LinearAlgebraError.allocationTooLarge(rows: 1 << 30, columns: 1 << 30)) {
      try Matrix(rows: 1 << 30, columns: 1 << 30)
    }
  }

  @Test("nothing times nothing is nothing")
  func empty() throws {
    let none = try Matrix(rows: 0, columns: 3)
    #expect(try none.gram().elements == Array(repeating: 0, count: 9))
    #expect(
      try Matrix(rows: 2, columns: 0).multiplied(by: try Matrix(rows: 0, columns: 2)).elements == [
        0, 0, 0, 0,
      ])
  }

  @Test("this machine's BLAS is safe under concurrent callers and keeps to one thread")
  func runtime() throws {
    try BLASRuntime.prepare()
    #expect(BLASRuntime.threading.hasSuffix("1 in use"))
    #expect(BLASRuntime.configuration.contains("OpenBLAS"))
  }
}
