import CapacityModel
import HeadroomBasics
import TestSupport

extension SplitMix64 {
  /// About normal: twelve uniform numbers, mean 0, variance 1.
  mutating func normal() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
  }
}

/// Fleets whose behaviour is known.
enum SampleFleets {
  /// A panel on a calendar of `step`, one column a series; `nil` makes a gap.
  static func panel(_ columns: [[Double?]], step: Duration = .days(1)) -> Panel {
    let entities = columns.indices.map { EntityID("vm-\($0)") }
    let calendar = StepCalendar(
      start: Timestamp(seconds: 1_700_000_000), step: step, count: columns.first?.count ?? 0)
    var panel = Panel(entities: entities, calendar: calendar)
    for (series, column) in columns.enumerated() {
      for (index, value) in column.enumerated() { panel[index, series] = value }
    }
    return panel
  }

  /// Level plus first-order autoregression of noise.
  static func autoregressive(_ count: Int, steps: Int, seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map { _ in
      let level = Double.random(in: 5..<50, using: &generator)
      var noise = 0.0
      return (0..<steps).map { _ in
        noise = 0.6 * noise + 0.05 * level * generator.normal()
        return max(0, level + noise)
      }
    }
  }

  /// Level, a week's shape and noise.
  static func weekly(_ count: Int, steps: Int, seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map { _ in
      let level = Double.random(in: 5..<50, using: &generator)
      let shape = (0..<7).map { _ in Double.random(in: -0.3..<0.3, using: &generator) }
      return (0..<steps).map { level * (1 + shape[$0 % 7] + 0.03 * generator.normal()) }
    }
  }

  /// A straight rise of `rate` of the level a step, and noise.
  static func growing(_ count: Int, steps: Int, rate: Double, seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map { _ in
      let level = Double.random(in: 5..<50, using: &generator)
      return (0..<steps).map { level * (1 + rate * Double($0) + 0.01 * generator.normal()) }
    }
  }

  /// Independent steps added up.
  static func randomWalks(_ count: Int, steps: Int, seed: UInt64) -> [[Double]] {
    var generator = SplitMix64(state: seed)
    return (0..<count).map { _ in
      var value = 1000.0
      return (0..<steps).map { _ in
        value += generator.normal()
        return value
      }
    }
  }
}
