import LinearAlgebra
import RawBLAS
import Timing

/// Matrix beside the routines beneath it.
enum Comparison {
  /// Prints GFLOP/s of both and their ratio for every operation and size.
  static func run() throws {
    print(row(["operation", "size", "Headroom GF/s", "raw GF/s", "Headroom/raw"]))
    for n in [64, 128, 256, 512, 1024] { try product(n) }
    for p in [50, 100, 200, 500] { try rankUpdate(rows: 2016, columns: p) }
    for n in [50, 100, 200, 500] { try solve(order: n, rightHandSides: 100) }
  }

  private static func product(_ n: Int) throws {
    let (a, b) = (sample(n, n), sample(n, n))
    let (x, y) = (a.elements, b.elements)
    var c = [Double](repeating: 0, count: n * n)
    let times = try Stopwatch.medians([
      { _ = try a.multiplied(by: b) },
      { raw_dgemm(Int32(n), x, y, &c) },
    ])
    report("multiplied(by:) / dgemm", "\(n)³", flops: 2 * Double(n * n * n), times)
  }

  private static func rankUpdate(rows: Int, columns p: Int) throws {
    let x = sample(rows, p)
    let elements = x.elements
    var gram = try Matrix(rows: p, columns: p)
    var c = [Double](repeating: 0, count: p * p)
    let times = try Stopwatch.medians([
      { try gram.addGram(of: x) },
      { raw_dsyrk(Int32(rows), Int32(p), elements, &c) },
    ])
    let flops = Double(rows) * Double(p) * Double(p + 1)
    report("addGram(of:) / dsyrk", "\(rows) × \(p)", flops: flops, times)
  }

  private static func solve(order n: Int, rightHandSides k: Int) throws {
    var a = try sample(n + 5, n).gram()
    a.addToDiagonal(1)
    let b = sample(n, k)
    let (elements, targets) = (a.elements, b.elements)
    let times = try Stopwatch.medians([
      { _ = try CholeskyFactor(a).solve(b) },
      {
        // LAPACK overwrites both: a fair caller keeps its inputs, as ours does.
        var (factor, solution) = (elements, targets)
        if raw_dposv(Int32(n), Int32(k), &factor, &solution) != 0 { fatalError("not positive") }
      },
    ])
    let (order, sides) = (Double(n), Double(k))
    let flops = order * order * order / 3 + 2 * order * order * sides
    report("Cholesky + solve / dposv", "\(n), \(k) sides", flops: flops, times)
  }

  private static func report(_ name: String, _ size: String, flops: Double, _ times: [Double]) {
    let rates = times.map { "\((flops / $0 / 1e8).rounded() / 10)" }
    print(row([name, size] + rates + ["\((times[1] / times[0] * 100).rounded() / 100)"]))
  }

  /// Columns of a table, padded; numbers need no more than this.
  static func row(_ cells: [String]) -> String {
    zip(cells, [26, 16, 16, 12, 14]).map { cell, width in
      cell + String(repeating: " ", count: max(1, width - cell.count))
    }.joined()
  }

  /// Numbers in `[−0.5, 0.5)` that repeat after a prime number of elements.
  static func sample(_ rows: Int, _ columns: Int) -> Matrix {
    let elements = (0..<rows * columns).map { Double($0 * 7919 % 10007) / 10007 - 0.5 }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}
