import Forecasting
import Foundation
import LinearAlgebra
import Testing

/// Minimum trace against `Fixtures/trace-reconciliation.py`, which inverts W as the textbook does.
@Suite struct TraceReconciliationTests {
  private let members = [[0, 1, 2, 3, 4], [0, 1], [2, 3, 4]]

  private func rows(_ name: String) throws -> [[Double]] {
    let file = try #require(
      Bundle.module.url(
        forResource: "trace-reconciliation", withExtension: "csv", subdirectory: "Fixtures"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",") }.filter { $0[0] == name }
      .map { $0.dropFirst().compactMap { Double(String($0)) } }
  }

  private func matrix(_ rows: [[Double]]) -> Matrix {
    Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
  }

  @Test("the shrinkage is numpy's to nine digits")
  func shrinkage() throws {
    let covariance = ShrinkageCovariance(matrix(try rows("samples")))
    #expect(abs(covariance.lambda - (try rows("lambda"))[0][0]) < 1e-9)
  }

  @Test("reconciled parts are those of the textbook formula, within 1e-6")
  func parts() throws {
    let trace = try TraceReconciliation(
      members: members, parts: 5,
      covariance: ShrinkageCovariance(matrix(try rows("samples"))))
    let (base, expected) = (try rows("base"), try rows("parts"))
    let changes = try trace.changes(
      sumForecasts: matrix(base.map { Array($0[..<3]) }),
      partForecasts: matrix(base.map { Array($0[3...]) }))
    for step in base.indices {
      for part in 0..<5 {
        #expect(abs(base[step][3 + part] + changes[step, part] - expected[step][part]) < 1e-6)
      }
    }
  }

  @Test("without errors to learn from a miss is spread evenly over equal parts")
  func structural() throws {
    let trace = try TraceReconciliation(members: [[0, 1]], parts: 2, covariance: nil)
    let changes = try trace.changes(
      sumForecasts: matrix([[14]]), partForecasts: matrix([[4, 6]]))
    // W_a = 2, C W_b Cᵀ = 2: half of the miss of 4 is the sum's own, the rest goes to the two parts.
    #expect(abs(changes[0, 0] - 1) < 1e-6 && abs(changes[0, 1] - 1) < 1e-6)
  }
}
