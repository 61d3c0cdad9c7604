import CapacityModel
import Evaluation
import Foundation
import HeadroomBasics

/// Fleets for decisions, from a seed: daily peaks in GiB with noise, weeks, drifts, shifts and gaps.
enum DecisionFleets {
  static let gib = 1_073_741_824.0
  static let start = Timestamp(seconds: 1_767_225_600)

  /// - Parameter bursts: Whether every ninth goes far beyond its size once, late; who learns from that hardly shrinks anything.
  static func histories(
    _ count: Int, days: Int, seed: UInt64, bursts: Bool = true
  ) -> [EntityHistory] {
    var random = SplitMix64(state: seed)
    return (0..<count).map { entity in
      func unit() -> Double { .random(in: 0...1, using: &random) }
      let level = gib * exp(3 * unit())
      // Every third one has far more than it needs.
      let slack = entity % 3 == 1 ? 4.0 : 1
      let size = (slack * level * (0.9 + 1.5 * unit()) / gib * 4).rounded(.up) / 4 * gib
      let (noise, spike, drift) = (0.02 + 0.3 * unit(), unit() < 0.3 ? 1.7 : 1, 0.004 * unit())
      let (shift, gap) = (Int(unit() * Double(3 * days)), Int(unit() * Double(4 * days)))
      let busy = Int(unit() * 7)
      var (peaks, censored, observed): ([Double?], [Int64], [Int64]) = ([], [], [])
      for day in 0..<days {
        var value =
          level * (1 + drift * Double(day)) * exp(noise * (unit() + unit() + unit() - 1.5))
        if day % 7 == busy { value *= spike }
        if day > shift { value *= 1.5 }
        if unit() < 0.01 { value *= 1 + 2 * unit() }
        let isSeen = !(gap..<(gap + 9)).contains(day)
        let isBurst = bursts && entity % 9 == 4 && day == days - 20
        peaks.append(isBurst ? 3 * size : isSeen ? min(value, size) : nil)
        censored.append(isSeen && value > 0.97 * size ? 3_600_000 : 0)
        observed.append(isSeen ? 86_400_000 : 0)
      }
      var history = EntityHistory(
        entity: EntityID("vm-\(entity)"), configured: ByteCount(Int64(size)), peaks: peaks,
        sizes: Array(repeating: size, count: days), step: .days(1), start: start,
        peakInstants: (0..<days).map { (start + .days(Int64($0))).milliseconds },
        censoredMilliseconds: censored, offMilliseconds: Array(repeating: 0, count: days),
        samples: days)
      history.observedMilliseconds = observed
      return history
    }
  }

  /// The same fleet with other demand from a day on: noise of another scale, other sizes, cut off.
  static func changed(
    _ histories: [EntityHistory], from first: Int, seed: UInt64
  ) -> [EntityHistory] {
    var random = SplitMix64(state: seed)
    return histories.map { history in
      var other = history
      other.configured = .gibibytes(3)
      for day in first..<history.peaks.count {
        other.peaks[day] = gib * .random(in: 1...300, using: &random)
        other.sizes[day] = gib * .random(in: 1...300, using: &random)
        other.censoredMilliseconds[day] = .random(in: 0...86_400_000, using: &random)
        other.offMilliseconds[day] = 0
        other.observedMilliseconds[day] = 86_400_000
      }
      return other
    }
  }

  /// Misses cost little, so that many sizes are taken down and some are passed.
  static let bold: Guardrails = {
    var limits = Guardrails()
    (limits.missCost, limits.growthCost, limits.allowBelowObservedPeak) = (1, 0, true)
    return limits
  }()

  static func fleet(
    _ histories: [EntityHistory], horizon: Int, limits: Guardrails = Guardrails(),
    inventory: Inventory = .empty
  ) throws -> DecisionFleet {
    try DecisionFleet(
      histories, inventory: inventory, limits: limits, serviceLevel: nil, horizon: horizon)
  }
}
