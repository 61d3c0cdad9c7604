import COpenBLAS
import Foundation
import LinearAlgebra

// GFLOP/s of Matrix beside the raw BLAS calls beneath, in turn within one run; medians.

/// Median seconds of `runs` calls of each of two bodies, in turn.
func medians(_ runs: Int, _ ours: () throws -> Void, _ raw: () -> Void) rethrows -> (Double, Double)
{
  let clock = ContinuousClock()
  var (a, b): ([Double], [Double]) = ([], [])
  for _ in 0..<runs {
    let first = try clock.measure(ours)
    let second = clock.measure(raw)
    a.append(Double(first.components.attoseconds) / 1e18 + Double(first.components.seconds))
    b.append(Double(second.components.attoseconds) / 1e18 + Double(second.components.seconds))
  }
  return (a.sorted()[runs / 2], b.sorted()[runs / 2])
}

/// One line of the table.
func report(_ name: String, _ size: String, flops: Double, _ times: (Double, Double)) {
  func shown(_ seconds: Double) -> Double { (flops / seconds / 1e8).rounded() / 10 }
  let ratio = (times.1 / times.0 * 100).rounded() / 100
  print(
    "\(name)\t\(size)\tours \(shown(times.0)) GFLOP/s\traw \(shown(times.1)) GFLOP/s\tratio \(ratio)"
  )
}

try BLASRuntime.prepare()
print("\(BLASRuntime.configuration); kernel \(BLASRuntime.kernel); one thread")
for n in [64, 128, 256, 512, 1024] {
  let a = Matrix(rows: n, columns: n, elements: (0..<(n * n)).map { Double($0 % 97) / 97 })
  let b = a.transposed
  var c = [Double](repeating: 0, count: n * n)
  let runs = n > 500 ? 7 : 31
  let product = try medians(runs) {
    _ = try a.multiplied(by: b)
  } _: {
    la_multiply(Int32(n), Int32(n), Int32(n), a.elements, b.elements, &c)
  }
  report("dgemm", "\(n)³", flops: 2 * Double(n * n * n), product)
}
for p in [50, 100, 200, 500] {
  let x = Matrix(rows: 2016, columns: p, elements: (0..<(2016 * p)).map { Double($0 % 89) / 89 })
  var gram = try Matrix(rows: p, columns: p)
  var c = [Double](repeating: 0, count: p * p)
  let update = try medians(31) {
    try gram.addGram(of: x)
  } _: {
    la_add_gram_lower(Int32(p), 2016, x.elements, &c)
  }
  report("dsyrk", "2016 × \(p)", flops: 2016 * Double(p) * Double(p + 1), update)
}
