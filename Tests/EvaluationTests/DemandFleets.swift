import CapacityModel
import HeadroomBasics
import Sizing
import TestSupport

extension DemandExamples {
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
