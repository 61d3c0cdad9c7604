import CapacityModel
import Evaluation
import HeadroomBasics
import Sizing
import Testing

/// What is known of a longer horizon agrees with what is known of shorter ones.
@Suite struct DecisionHorizonTests {
  private static let weeks = [1, 2, 3, 4, 6, 8, 10, 13]

  @Test("a young fleet's risks and sizes do not fall with the days ahead", arguments: [24, 41])
  func youngFleet(days: Int) throws {
    let histories = DecisionFleets.histories(60, days: days, seed: 4)
    let plans = try Self.weeks.map { weeks in
      try FleetDecisions(
        DecisionFleets.fleet(histories, horizon: 7 * weeks), at: days, weights: .shipped,
        choice: .named("cost") { _, _ in nil }, loop: .threads
      ).decisions
    }
    var compared = 0
    for (near, far) in zip(plans, plans.dropFirst()) {
      for (near, far) in zip(near, far) {
        guard let nearCurve = near.curve, let farCurve = far.curve else { continue }
        for size in nearCurve.sizes {
          let (before, after) = (
            nearCurve.probability(ofPeakAtMost: size), farCurve.probability(ofPeakAtMost: size)
          )
          #expect(after <= before + 1e-9, "\(near.entity) at \(size) bytes")
        }
        compared += 1
      }
    }
    #expect(compared > 300)
    let sums = plans.map { $0.reduce(0) { $0 + ($1.size ?? $1.current ?? .zero).gibibytes } }
    // From a month on a miss and a growth cost the same; before, the same risk is worth more memory in a week than in two.
    for (near, far) in zip(sums, sums.dropFirst()).dropFirst(3) { #expect(far >= near) }
    #expect(sums[0] < sums[7])
  }

  @Test("other fleets alone promise more for a quarter than for a month: the check can fail")
  func unbounded() throws {
    let histories = DecisionFleets.histories(60, days: 41, seed: 4)
    func probabilities(_ horizon: Int) throws -> [Double?] {
      let fleet = try DecisionFleets.fleet(histories, horizon: horizon)
      let shipped = DecisionWeights.shipped.knowledge(horizon: horizon)
      return histories.indices.map { place in
        let context = fleet.context(place, at: 41)
        let highest = context.history.peaks.reduce(0) { max($0, $1 ?? 0) }
        return SizeDecider.decide(context, knowing: shipped).curve?.probability(
          ofPeakAtMost: highest * 1.2)
      }
    }
    let falls = zip(try probabilities(28), try probabilities(91)).filter { near, far in
      guard let near, let far else { return false }
      return far > near + 0.01
    }
    #expect(falls.count > 10)
  }

  @Test("a miss and a growth cost at a quarter what they cost at a month, and more within less")
  func prices() {
    let limits = Guardrails()
    #expect(limits.missCost(of: .standard, horizon: 91) == limits.missCost)
    #expect(limits.missCost(of: .standard, horizon: 30) == limits.missCost)
    #expect(limits.missCost(of: .critical, horizon: 15) == 8 * limits.missCost)
    #expect(limits.growthCost(horizon: 91) == limits.growthCost)
    #expect(limits.growthCost(horizon: 15) == 2 * limits.growthCost)
  }
}
