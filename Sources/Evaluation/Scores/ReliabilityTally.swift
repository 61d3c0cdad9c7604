/// Promised probabilities against what happened, one cell a level or bin.
struct ReliabilityTally {
  private var promised: [Double]
  private var kept: [Int]
  private var counts: [Int]

  /// Starts with nothing in any of `cells` cells.
  init(cells: Int) {
    promised = Array(repeating: 0, count: cells)
    kept = Array(repeating: 0, count: cells)
    counts = kept
  }

  /// Counts a promise.
  mutating func add(cell: Int, promised probability: Double, kept held: Bool) {
    promised[cell] += probability
    kept[cell] += held ? 1 : 0
    counts[cell] += 1
  }

  /// The mean promise, the share kept, and how many there were; `nil` where there was none.
  func figures(of cell: Int) -> (promised: Double, realised: Double, n: Int)? {
    let n = counts[cell]
    guard n > 0 else { return nil }
    return (promised[cell] / Double(n), Double(kept[cell]) / Double(n), n)
  }
}
