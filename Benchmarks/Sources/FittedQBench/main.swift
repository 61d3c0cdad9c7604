import CapacityModel
import Evaluation
import HeadroomBasics
import LinearAlgebra
import RawBLAS
import Sizing
import Timing

// FittedQBench   GFLOP/s of the fitted Q-iteration beside its matrix products alone, in turn within one run, on one core
print(try BLASRuntime.prepare())

let (entities, days, warmup, candidates) = (60, 90, 28, 40)
let gibibyte = 1_073_741_824.0
// Peaks with a week's cycle and noise that repeats after a prime number of days.
let records = (0..<entities).map { entity in
  let peaks = (0..<days).map { day -> Double? in
    let noise = Double((7919 * entity + 104_729 * day + 31 * day * day) % 10_007) / 10_007
    return (1 + Double(entity % 5)) * gibibyte * (day % 7 == 0 ? 1.6 : 1) * (0.8 + 0.4 * noise)
  }
  return DemandRecord(
    history: EntityHistory(
      entity: EntityID("vm\(entity)"), configured: .gibibytes(32), peaks: peaks,
      sizes: Array(repeating: 32 * gibibyte, count: days), step: .days(1),
      start: Timestamp(seconds: 0), peakInstants: (0..<days).map { Int64($0) * 86_400_000 },
      censoredMilliseconds: Array(repeating: 0, count: days),
      offMilliseconds: Array(repeating: 0, count: days), samples: days))
}
let panel = ExceedancePanel(records, candidateCount: candidates, warmup: warmup, loop: .serial)
let training = Array(records.indices)
let taught = 14..<days
let inputs = try NewsvendorInputs(
  panel, training: training, days: taught, seen: days, loop: .serial)
func fit() throws -> FittedQ {
  try FittedQ(
    inputs, training: training, days: taught, schedule: OriginSchedule(first: warmup, stride: 1),
    costs: CostSchedule(), loop: .serial)
}

let fitted = try fit()
let (width, discounts) = (fitted.theta.rows, fitted.gammas.count)
let sweeps = fitted.changes.count + 1
let rows = (taught.count + 1) * candidates
let perEntity = Double(rows * width)
let flops =
  Double(entities) * perEntity * (Double(width + 1) + 4 * Double(discounts) * Double(sweeps))
let block = (0..<rows * width).map { Double($0 * 7919 % 10007) / 10007 - 0.5 }
var gram = [Double](repeating: 0, count: width * width)
var coefficients = [Double](repeating: 1e-3, count: width * discounts)
var values = [Double](repeating: 0, count: rows * discounts)
let times = try Stopwatch.medians([
  { _ = try fit() },
  {
    for _ in 0..<entities {
      raw_dsyrk(Int32(rows), Int32(width), block, &gram)
      for _ in 0..<sweeps {
        raw_there_and_back(
          Int32(rows), Int32(width), Int32(discounts), block, &coefficients, &values)
        coefficients = coefficients.map { _ in 1e-3 }
      }
    }
  },
])
let rates = times.map { (flops / $0 / 1e8).rounded() / 10 }
print(
  "\(entities * taught.count) VM-days, \(candidates) sizes, \(width) features, \(discounts) discounts, \(sweeps) sweeps"
)
print("fitted Q-iteration, features and minima included: \(rates[0]) GFLOP/s")
print("its products alone (dsyrk, dgemm):                \(rates[1]) GFLOP/s")
print(
  "ratio:                                            \((times[1] / times[0] * 100).rounded() / 100)"
)
