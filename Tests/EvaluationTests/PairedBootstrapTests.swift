import Evaluation
import Testing

@Suite struct PairedBootstrapTests {
  @Test("proportional costs have a ratio without width; the interval repeats with its seed")
  func bootstrap() throws {
    let costs = (1...40).map { Double($0 * $0 % 17 + 1) }
    let half = try #require(
      PairedBootstrap.ratio(of: costs.map { $0 / 2 }, over: costs, resamples: 200, seed: 7))
    #expect(half.value == 0.5 && abs(half.low - 0.5) < 1e-12 && abs(half.high - 0.5) < 1e-12)
    let other = costs.enumerated().map { $1 * ($0 % 2 == 0 ? 0.8 : 1.1) }
    let first = try #require(PairedBootstrap.ratio(of: other, over: costs, seed: 7))
    #expect(first.low < first.value && first.value < first.high)
    #expect(first.low > 0.8 && first.high < 1.1)
    #expect(first == PairedBootstrap.ratio(of: other, over: costs, seed: 7))
    #expect(first != PairedBootstrap.ratio(of: other, over: costs, seed: 8))
  }

  @Test("nothing over nothing is no ratio")
  func emptyRatio() {
    #expect(PairedBootstrap.ratio(of: [], over: [], seed: 1) == nil)
    #expect(PairedBootstrap.ratio(of: [1], over: [0], seed: 1) == nil)
  }
}
