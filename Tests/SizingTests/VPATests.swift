import CapacityModel
import HeadroomBasics
import Sizing
import TestSupport
import Testing

private let gib = DemandExamples.gib

@Suite struct VPATests {
  /// Peaks in GiB, oldest first, and the target in GiB: derived from the published formulas. A spike is forgotten after
  /// three days.
  static let golden: [([Double], Double)] = [
    ([2, 2, 2, 2, 2, 2, 2, 2], 2.3650),
    ([1, 1, 1, 1, 1, 1, 1, 4], 4.6492),
    ([1, 1, 1, 1, 1, 1, 4, 1], 4.6492),
    ([1, 1, 1, 1, 1, 4, 1, 1], 4.6492),
    ([1, 1, 1, 1, 4, 1, 1, 1], 1.1536),
    ([1, 1, 1, 4, 1, 1, 1, 1], 1.1536),
  ]

  @Test("the size is the golden target to 1e-4 GiB", arguments: 0..<golden.count)
  func policy(index: Int) throws {
    let (peaks, target) = Self.golden[index]
    let answer = VPAPolicy().recommendation(
      for: SizingContext(
        history: DemandExamples.history(peaks.map { $0 * gib }), peak: nil, serviceLevel: 0.95))
    #expect(abs(try #require(answer.size).gibibytes - target) <= 1e-4)
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
