import LinearAlgebra

// LinearAlgebraBench             GFLOP/s of Matrix beside raw BLAS, in turn within one run
// LinearAlgebraBench threading   regressions a second by callers and BLAS threads
let blas = try BLASRuntime.prepare()
print(blas)
switch CommandLine.arguments.dropFirst().first {
case nil: try Comparison.run()
case "threading": try ThreadingComparison.run()
case let other?: fatalError("no benchmark \(other); it is none or 'threading'")
}
