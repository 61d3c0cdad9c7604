import CapacityModel
import Demand
import HeadroomBasics
import Testing

@Suite("resampling")
struct ResamplingTests {
  private func series(_ instants: [Int64], _ values: [Double]) -> TimeSeries {
    TimeSeries(
      entity: EntityID("a"), metric: .used,
      timestamps: instants.map { Timestamp(milliseconds: $0) }, values: values)
  }

  @Test("max, mean, p95 and last of hand-computed steps")
  func aggregations() {
    let series = series([0, 100, 999, 1000, 3500], [4, 10, 1, 7, 3])
    func values(_ aggregation: Aggregation) -> [Double] {
      series.resampled(every: .seconds(1), by: aggregation).values
    }
    #expect(series.resampled(every: .seconds(1), by: .max).steps == [0, 1, 3])
    #expect(values(.max) == [10, 7, 3])
    #expect(values(.mean) == [5, 7, 3])
    #expect(values(.last) == [1, 7, 3])
    // 1, 4, 10: h = 0.95 × 2 = 1.9, so 4 + 0.9 × 6 = 9.4; rounding of 0.95 alone leaves 1e-15.
    #expect(abs(values(.p95)[0] - 9.4) < 1e-12)
    #expect(Array(values(.p95)[1...]) == [7, 3])
  }

  @Test("the 95th percentile of 1 to 21 is 20, of 1 to 20 is 19.05 (Hyndman & Fan type 7)")
  func percentile() {
    #expect(abs(Aggregation.p95.value(of: (1...21).map(Double.init)[...]) - 20) < 1e-12)
    #expect(
      abs(Aggregation.p95.value(of: (1...20).reversed().map(Double.init)[...]) - 19.05) < 1e-12)
  }

  @Test("steps before the epoch are rounded towards the past")
  func beforeEpoch() {
    let stepped = series([-1001, -1000, -1, 0], [1, 2, 3, 4]).resampled(
      every: .seconds(1), by: .max)
    #expect(stepped.steps == [-2, -1, 0])
    #expect(stepped.values == [1, 3, 4])
  }

  @Test("largest of negative values is the one nearest to zero")
  func negative() {
    #expect(series([0, 1], [-5, -3]).resampled(every: .seconds(1), by: .max).values == [-3])
  }
}
