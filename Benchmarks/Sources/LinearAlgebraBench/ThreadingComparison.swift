import Dispatch
import LinearAlgebra
import RawBLAS
import Timing

/// Where to put the threads: inside BLAS, or around it.
enum ThreadingComparison {
  private static let jobs = 16

  /// Prints regressions a second (2016 rows: rank-k update, factor, solve) by callers and BLAS threads.
  static func run() throws {
    print(
      Comparison.row(["regressions/s by", "1 caller,", "1 caller,", "2 callers,", "2 callers,"]))
    print(
      Comparison.row(["regressors", "1 BLAS thread", "2 BLAS threads", "1 thread", "2 threads"]))
    for p in [10, 50, 100, 200, 400] {
      let x = Comparison.sample(2016, p)
      let y = Comparison.sample(2016, 1)
      let times = try Stopwatch.medians([
        { regress(x, y, callers: 1, threads: 1) }, { regress(x, y, callers: 1, threads: 2) },
        { regress(x, y, callers: 2, threads: 1) }, { regress(x, y, callers: 2, threads: 2) },
      ])
      print(Comparison.row(["\(p)"] + times.map { "\(Int(Double(jobs) / $0))" }))
    }
    raw_set_num_threads(1)
  }

  private static func regress(_ x: Matrix, _ y: Matrix, callers: Int, threads: Int32) {
    raw_set_num_threads(threads)
    DispatchQueue.concurrentPerform(iterations: callers) { _ in
      for _ in 0..<jobs / callers {
        guard (try? Ridge.solve(design: x, targets: y, penalty: 1)) != nil else {
          fatalError("the ridge of a positive penalty has no solution")
        }
      }
    }
  }
}
