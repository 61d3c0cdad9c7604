import Sizing
import Testing

/// Straight lines, steps and noise, by hand.
@Suite struct SteadyTrendTests {
  private func trend(_ peaks: [Double]) -> SteadyTrend? { SteadyTrend(peaks[...]) }

  @Test("a line is found to the digit, and goes on as long as it has lasted")
  func line() throws {
    let line = try #require(trend((0..<40).map { 100 + 2 * Double($0) }))
    #expect(abs(line.slope - 2) < 1e-9 && abs(line.last - 178) < 1e-9 && line.weight == 1)
    #expect(abs(line.peak(after: 10) - 198) < 1e-9)
    // 0.6 that it goes on; on the line itself half of that.
    #expect(abs(line.exceedance(of: 198, after: 10) - 0.3) < 1e-9)
    #expect(line.exceedance(of: 150, after: 10) > 0.59)
    #expect(line.exceedance(of: 220, after: 10) < 1e-6)
    // 40 days were seen: further ahead nothing more is believed.
    #expect(line.exceedance(of: 300, after: 90) == line.exceedance(of: 300, after: 40))
    // 198 is passed in 10 days, so of 91 days 81 lie beyond: 1.7 months after the first.
    #expect(abs(line.furtherMisses(of: 198, after: 91) - 0.6 * 1.7) < 1e-9)
    #expect(line.furtherMisses(of: 198, after: 28) == 0)
    #expect(line.furtherMisses(of: 300, after: 91) == 0)
  }

  @Test("a step, a fall, noise about a level and three weeks less a day are no trend")
  func others() {
    #expect(trend((0..<40).map { $0 < 20 ? 100 : 200 }) == nil)
    #expect(trend((0..<40).map { 300 - 2 * Double($0) }) == nil)
    #expect(trend((0..<40).map { 100 + Double($0 * 7919 % 13) })?.weight ?? 0 < 0.2)
    #expect(trend((0..<20).map { 100 + 2 * Double($0) }) == nil)
    #expect(trend(Array(repeating: 100, count: 40)) == nil)
    #expect(trend(Array(repeating: .nan, count: 40)) == nil)
  }

  @Test("the largest excess of four weeks lies above the line's future, too, and gaps are skipped")
  func excess() throws {
    var peaks = (0..<56).map { (day: Int) -> Double in
      let weekly = day % 7 == 3 ? 14.0 : 0
      return 100 + 2 * Double(day) + weekly
    }
    for day in 5..<9 { peaks[day] = .nan }
    let line = try #require(trend(peaks))
    #expect(abs(line.slope - 2) < 0.05)
    #expect(abs(line.excess - 12) < 0.5)
    #expect(line.weight > 0.9)
  }
}
