import CapacityModel
import HeadroomBasics
import Sizing
import TestSupport
import Testing

private let gib = DemandExamples.gib

@Suite struct VPATests {
  /// Peaks in GiB, oldest first, and target, lower and upper bound in GiB: derived from the published formulas.
  static let golden: [([Double], Double, Double, Double)] = [
    ([2, 2, 2, 2, 2, 2, 2, 2], 2.3650, 2.3644, 2.6606),
    ([1, 1, 1, 1, 1, 1, 1, 4], 4.6492, 4.6481, 5.2304),
    ([1, 1, 1, 1, 1, 1, 4, 1], 4.6492, 1.1533, 5.2304),
    ([1, 1, 1, 1, 1, 4, 1, 1], 4.6492, 1.1533, 5.2304),
    ([1, 1, 1, 1, 4, 1, 1, 1], 1.1536, 1.1533, 5.2304),
    ([1, 1, 1, 4, 1, 1, 1, 1], 1.1536, 1.1533, 1.2978),
  ]

  @Test("target and bounds match the golden vectors to 1e-4 GiB", arguments: 0..<golden.count)
  func goldenVectors(index: Int) {
    let (peaks, target, lower, upper) = Self.golden[index]
    let estimate = VPAEstimate(peaks: peaks.map { $0 * gib })
    #expect(abs(estimate.target / gib - target) <= 1e-4)
    #expect(abs(estimate.lower / gib - lower) <= 1e-4)
    #expect(abs(estimate.upper / gib - upper) <= 1e-4)
  }

  @Test("the policy recommends the golden target, and forgets a spike of three days ago")
  func policy() throws {
    for (peaks, target) in [(Self.golden[3].0, 4.6492), (Self.golden[4].0, 1.1536)] {
      let answer = VPAPolicy().recommendation(
        for: SizingContext(
          history: DemandExamples.history(peaks.map { $0 * gib }), peak: nil, serviceLevel: 0.95))
      #expect(abs(try #require(answer.size).gibibytes - target) <= 1e-4)
    }
  }

  @Test("a size within a tenth of the target is left alone")
  func updater() {
    let near = VPAPolicy().recommendation(
      for: SizingContext(
        history: DemandExamples.history(Array(repeating: 2 * gib, count: 8), size: 2.5 * gib),
        peak: nil, serviceLevel: 0.95))
    #expect(near.size == ByteCount(Int64(2.5 * gib)))
    let far = VPAPolicy().recommendation(
      for: SizingContext(
        history: DemandExamples.history(Array(repeating: 2 * gib, count: 8), size: 4 * gib),
        peak: nil, serviceLevel: 0.95))
    #expect((far.size?.gibibytes ?? 0) < 2.4)
  }

  @Test("every value falls into the bucket whose edges hold it")
  func buckets() {
    for bin in 0..<SampleBins.count - 1 {
      let (low, high) = (SampleBins.edges[bin], SampleBins.edges[bin + 1])
      #expect(SampleBins.bin(of: low) == bin)
      #expect(SampleBins.bin(of: (low + high) / 2) == bin)
      #expect(SampleBins.bin(of: high.nextDown) == bin)
    }
    #expect(SampleBins.bin(of: 0) == 0)
    #expect(SampleBins.bin(of: 1e14) == SampleBins.count - 1)
  }
}
