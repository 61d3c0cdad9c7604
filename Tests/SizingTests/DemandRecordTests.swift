import Sizing
import Testing

private let gib = 1_073_741_824.0

@Suite struct DemandRecordTests {
  @Test("the usual peak is the mean of the days seen, at least a quarter of a GiB")
  func usualPeak() {
    #expect(DemandRecord.usualPeak(of: [gib, nil, 3 * gib]) == 2 * gib)
    #expect(DemandRecord.usualPeak(of: [1, nil]) == 0.25 * gib)
    #expect(DemandRecord.usualPeak(of: []) == 0.25 * gib)
  }
}
