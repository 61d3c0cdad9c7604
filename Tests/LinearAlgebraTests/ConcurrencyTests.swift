import LinearAlgebra
import Testing

/// The serial OpenBLAS fails this within a few hundred calls; the threaded builds must not.
@Suite("Concurrent callers")
struct ConcurrencyTests {
  /// One call as forecasters make it: a rank-k update, then a penalised solve.
  private static func weights(_ index: Int) throws -> Matrix {
    let rows = 60 + index % 7
    let x = Matrix.random(rows, 24, seed: UInt64(index))
    let y = Matrix.random(rows, 3, seed: UInt64(index) + 1)
    return try Ridge.solve(design: x, targets: y, penalty: 0.5)
  }

  @Test("2000 concurrent updates and solves give the bits of a single caller")
  func bitsOfSingleCaller() async throws {
    let (count, callers) = (2000, 8)
    let reference = try (0..<count).map(Self.weights)
    let wrong = try await withThrowingTaskGroup(of: Int.self) { group in
      for caller in 0..<callers {
        group.addTask {
          try stride(from: caller, to: count, by: callers).reduce(0) { wrong, index in
            try wrong + (Self.weights(index) == reference[index] ? 0 : 1)
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(wrong == 0, "\(wrong) of \(count) results differ from the single caller's")
  }
}
