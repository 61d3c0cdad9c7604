import LinearAlgebra
import Testing

@Suite("Matrices and their products")
struct MatrixTests {
  let a = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
  let b = Matrix(rows: 2, columns: 2, elements: [5, 6, 7, 8])

  @Test("products of small matrices equal the products done by hand")
  func productsByHand() throws {
    #expect(try a.multiplied(by: b).elements == [19, 22, 43, 50])
    #expect(try a.transposeMultiplied(by: b).elements == [26, 30, 38, 44])
    #expect(try a.multiplied(byTransposeOf: b).elements == [17, 23, 39, 53])
    #expect(try a.gram().elements == [10, 14, 14, 20])
  }

  @Test("a non-square product takes its shape from the outer dimensions")
  func nonSquareProduct() throws {
    let row = Matrix(rows: 1, columns: 3, elements: [1, 2, 3])
    let column = Matrix(rows: 3, columns: 1, elements: [4, 5, 6])
    #expect(try row.multiplied(by: column) == Matrix(rows: 1, columns: 1, elements: [32]))
    #expect(
      try column.multiplied(by: row)
        == Matrix(rows: 3, columns: 3, elements: [4, 8, 12, 5, 10, 15, 6, 12, 18]))
    #expect(try row.transposeMultiplied(by: row) == row.gram())
    #expect(try column.multiplied(byTransposeOf: column).elements[5] == 30)
  }

  @Test("Gram and cross matrices of two blocks add up to those of all rows")
  func accumulation() throws {
    var gram = Matrix.constant(2, 2)
    try gram.addGram(of: a)
    try gram.addGram(of: b)
    let stacked = Matrix(rows: 4, columns: 2, elements: a.elements + b.elements)
    #expect(try gram == stacked.gram())
    #expect(try a.gram() + b.gram() == gram)

    var cross = try a.transposeMultiplied(by: a)
    try cross.addTransposeProduct(of: b, by: b)
    #expect(cross == gram)
  }

  @Test("a matrix is a value: a copy does not follow its original")
  func valueSemantics() {
    let copy = a
    var changed = a
    changed[0, 1] = 9
    changed.addToDiagonal(1)
    #expect(copy.elements == [1, 2, 3, 4])
    #expect(changed.elements == [2, 9, 3, 5])
  }

  @Test("elements are written in place, and those left out are zeros")
  func initializing() throws {
    let matrix = try Matrix(rows: 2, columns: 3) { elements in
      for row in 0..<2 { elements[row * 3 + row] = Double(row) + 1 }
    }
    #expect(matrix.elements == [1, 0, 0, 0, 2, 0])
    #expect(matrix.withUnsafeBufferPointer { $0.reduce(0, +) } == 3)
    #expect(try Matrix.identity(2).elements == [1, 0, 0, 1])
    #expect(try Matrix(rows: 1, columns: 2, repeating: 7).elements == [7, 7])
  }

  @Test("a shape that no machine holds is an error")
  func tooLarge() {
    #expect(throws: LinearAlgebraError.self) { try Matrix(rows: 1 << 30, columns: 1 << 30) }
    #expect(throws: LinearAlgebraError.dimensionTooLarge(1 << 31)) {
      try Matrix(rows: 1 << 31, columns: 1)
    }
    #expect(throws: LinearAlgebraError.self) { try Matrix.identity(1 << 30) }
  }

  @Test("sums of different shapes are refused")
  func sums() throws {
    #expect(try a + b == Matrix(rows: 2, columns: 2, elements: [6, 8, 10, 12]))
    let wide = Matrix.constant(2, 3)
    #expect(
      throws: LinearAlgebraError.shapeMismatch(operation: "A + B", left: a.shape, right: wide.shape)
    ) { try a + wide }
  }

  @Test("places outside a matrix and wrong element counts trap")
  func traps() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: 2, columns: 2, elements: [1, 2, 3])
    }
    await #expect(processExitsWith: .failure) {
      let matrix = Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4])
      _ = matrix[0, 2]
    }
  }
}
