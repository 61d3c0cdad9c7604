import Forecasting
import HeadroomBasics
import TestSupport
import Testing

@Suite("Lasting shifts of the level")
struct LevelShiftsTests {
  private static func noise(_ count: Int, seed: UInt64) -> [Double] {
    var random = SplitMix64(state: seed)
    // The sum of twelve uniforms less 6 has mean 0 and deviation 1.
    return (0..<count).map { _ in
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &random) }
    }
  }

  @Test("known shifts are found within three steps")
  func known() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let noise = Self.noise(300, seed: seed)
      let values = noise.indices.map { 50 + ($0 < 100 ? 0 : $0 < 210 ? 6 : -3) + noise[$0] }
      let found = LevelShifts.steps(values, cycle: 7)
      #expect(found.count == 2, "\(found)")
      for (step, expected) in zip(found, [100, 210]) { #expect(abs(step - expected) <= 3) }
    }
  }

  @Test("noise, a season and a single burst are no shifts")
  func none() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      var values = Self.noise(200, seed: seed)
      #expect(LevelShifts.steps(values, cycle: 7).isEmpty)
      for step in values.indices { values[step] += Double(step % 7) * 4 }
      values[100] += 80
      #expect(LevelShifts.steps(values, cycle: 7).isEmpty)
    }
  }

  @Test("a walk that wanders slowly is not cut to pieces")
  func wandering() throws {
    var level = 0.0
    // An autoregression of 0.8 keeps its level for about ten steps at a time.
    let values = Self.noise(400, seed: 9).map { step in
      level = 0.8 * level + step
      return level
    }
    #expect(LevelShifts.steps(values, cycle: 7).count <= 3)
  }

  @Test("a series that only ever moves once shifts there, and a constant one nowhere")
  func exact() throws {
    #expect(LevelShifts.steps((0..<60).map { $0 < 25 ? 4 : 8 }, cycle: 7) == [25])
    #expect(LevelShifts.steps(Array(repeating: 3, count: 60), cycle: 7).isEmpty)
    #expect(LevelShifts.steps([1, 2, 3], cycle: 7).isEmpty)
    #expect(LevelShifts.steps([], cycle: 1).isEmpty)
  }
}
