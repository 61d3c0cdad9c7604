import HeadroomBasics
import Testing

@Suite struct ParallelLoopTests {
  private struct Refused: Error, Equatable { let turn: Int }

  @Test("results come in order on one thread and on all", arguments: [0, 1, 2, 1000])
  func order(count: Int) {
    let expected = (0..<count).map { $0 * $0 }
    for loop in [ParallelLoop.serial, .threads] {
      #expect(loop.map(count) { $0 * $0 } == expected)
      let squares = loop.map(Array(0..<count), with: { 3 }, transform: { $0 * $0 + $1 - 3 })
      #expect(squares.map { try? $0.get() } == expected)
    }
  }

  @Test("the error of the first turn that failed is thrown")
  func errors() {
    #expect(throws: Refused(turn: 7)) {
      try ParallelLoop.threads.tryMap(20) { turn in
        if turn >= 7 { throw Refused(turn: turn) }
        return turn
      }
    }
  }

  @Test("an ascending array is cut where a condition begins to hold")
  func partition() {
    let numbers = [1, 3, 3, 8]
    for limit in 0...9 {
      let expected = numbers.firstIndex { $0 >= limit } ?? 4
      #expect(numbers.partitioningIndex { $0 >= limit } == expected)
    }
  }
}
