import Forecasting
import HeadroomBasics
import TestSupport
import Testing

/// What counts as a level that shifted for good, and what does not.
@Suite struct LastingShiftTests {
  @Test("a step up or down is found where it is", arguments: [(4.0, 12.0), (12.0, 4.0)])
  func steps(before: Double, after: Double) {
    let shift = find { $0 < 60 ? before : after }
    #expect(shift?.step == 60 && shift?.isSettled == true)
  }

  @Test("the last of two steps counts")
  func twoSteps() {
    #expect(find { $0 < 40 ? 4 : $0 < 70 ? 8 : 13 }?.step == 70)
  }

  @Test("a step of a few days ago is seen and not yet settled")
  func recent() {
    let shift = find { $0 < 94 ? 4 : 12 }
    #expect(shift?.step == 94 && shift?.isSettled == false)
  }

  @Test("a single spike after a step changes nothing")
  func spike() {
    #expect(find { $0 == 80 ? 30 : $0 < 60 ? 4 : 12 }?.step == 60)
  }

  @Test("ramps, weeks, bursts that ended, levels known before, small and idle steps are none")
  func none() {
    #expect(find { 4 + 0.1 * Double($0) } == nil)
    #expect(find { $0 % 7 < 5 ? 12 : 4 } == nil)
    #expect(find { (60..<80).contains($0) ? 12 : 4 } == nil)
    #expect(find { $0 / 25 % 2 == 0 ? 4 : 12 } == nil)
    #expect(find { $0 < 60 ? 10 : 12 } == nil)
    #expect(find { $0 < 60 ? 10 : 0.5 } == nil)
    #expect(find { _ in 7 } == nil)
  }

  /// Looks at a hundred steps with noise of 1 % of the level.
  private func find(level: (Int) -> Double) -> LastingShift? {
    var generator = SplitMix64(state: 8)
    let values = (0..<100).map { level($0) * (1 + 0.01 * generator.normal()) }
    return values.withUnsafeBufferPointer { LastingShift($0, span: 14) }
  }
}
