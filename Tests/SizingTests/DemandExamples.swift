import CapacityModel
import HeadroomBasics
import Sizing

/// Histories and records that tests make by hand or from a seed.
enum DemandExamples {
  static let gib = 1_073_741_824.0

  /// A history of equal steps; `nil` for gaps.
  static func history(
    _ peaks: [Double?], step: Duration = .days(1), name: String = "vm", size: Double? = nil,
    censored: Set<Int> = []
  ) -> EntityHistory {
    let count = peaks.count
    return EntityHistory(
      entity: EntityID(name), configured: size.map { ByteCount(Int64($0)) }, peaks: peaks,
      sizes: Array(repeating: size, count: count), step: step, start: Timestamp(seconds: 0),
      peakInstants: (0..<count).map { Int64($0) * step.wholeMilliseconds },
      censoredMilliseconds: (0..<count).map { censored.contains($0) ? 1 : 0 },
      offMilliseconds: Array(repeating: 0, count: count), samples: count)
  }

  /// A fleet whose demand repeats every week, and random noise around it.
  ///
  /// - Parameter spike: What the busy weekday's demand is multiplied by.
  /// - Parameter noise: Standard deviation of the logarithm; 0 makes every week the same.
  static func fleet(
    count: Int, days: Int, stepsPerDay: Int = 8, noise: Double, spike: Double = 1.8,
    seed: UInt64
  ) -> [DemandRecord] {
    var random = SeededNumbers(seed: seed)
    return (0..<count).map { entity in
      let level = (1 + 3 * random.unit()) * gib
      let busy = Int(random.unit() * 7)
      let peaks: [Double?] = (0..<(days * stepsPerDay)).map { step in
        let day = step / stepsPerDay
        let daily = 1 + 0.3 * Double(step % stepsPerDay) / Double(stepsPerDay)
        let weekly = day % 7 == busy ? spike : 1
        let shock = 1 + noise * (random.unit() + random.unit() + random.unit() - 1.5) * 2
        return level * daily * weekly * max(0.1, shock)
      }
      return DemandRecord(
        history: history(
          peaks, step: .seconds(Int64(86_400 / stepsPerDay)), name: "vm\(entity)", size: 16 * gib),
        grid: SizeGrid(largest: 40 * gib))
    }
  }
}

/// A linear congruential generator with output mixing: enough for examples, the same everywhere.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
