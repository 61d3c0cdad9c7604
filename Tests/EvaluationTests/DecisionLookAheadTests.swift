import CapacityModel
import Evaluation
import HeadroomBasics
import LinearAlgebra
import Sizing
import Testing

/// Decisions at an origin rest on nothing that came after it.
@Suite struct DecisionLookAheadTests {
  private let histories = DecisionFleets.histories(80, days: 140, seed: 21)

  @Test(
    "with noise in place of all demand after the origin the decisions are the same, bit for bit",
    arguments: [(84, 14), (105, 28), (126, 7)], [Guardrails(), DecisionFleets.bold])
  func noLookAhead(_ point: (origin: Int, horizon: Int), limits: Guardrails) throws {
    let (origin, horizon) = point
    func decide(_ histories: [EntityHistory]) throws -> FleetDecisions {
      try FleetDecisions(
        DecisionFleets.fleet(histories, horizon: horizon, limits: limits), at: origin,
        weights: .shipped, loop: .threads)
    }
    let before = try decide(histories)
    #expect(before.record.count > 100, "nothing was learnt from the fleet's own past")
    #expect(Set(before.decisions.map(\.action)).count > 1)
    for seed in [1, 2] as [UInt64] {
      let after = try decide(DecisionFleets.changed(histories, from: origin, seed: seed))
      #expect(after.decisions == before.decisions)
      #expect(after.record == before.record)
    }
    // The check can fail: the day before the origin matters, by what was learnt of it as well.
    let leaked = try decide(DecisionFleets.changed(histories, from: origin - 1, seed: 1))
    #expect(leaked.decisions != before.decisions && leaked.record != before.record)
  }

  @Test("a bound on what is known that is too late is noticed: the check can fail")
  func plantedLeak() throws {
    let (origin, horizon) = (84, 14)
    /// What the windows teach that start every week before the origin and end by `known`.
    func learnt(_ histories: [EntityHistory], known: Int) throws -> HorizonExceedance {
      let cases = histories.enumerated().flatMap { entity, history in
        stride(from: 14, to: origin, by: 7).compactMap {
          PeakCase(history, entity: entity, origin: $0, horizon: horizon, known: known)
        }
      }
      return try HorizonExceedance.fit(
        cases, horizon: horizon,
        prior: DecisionWeights.shipped.knowledge(horizon: horizon).model, ridge: 1000,
        loop: .threads)
    }
    let noise = DecisionFleets.changed(histories, from: origin, seed: 1)
    #expect(try learnt(histories, known: origin) == learnt(noise, known: origin))
    #expect(try learnt(histories, known: origin + 7) != learnt(noise, known: origin + 7))
  }

  @Test("serial and threaded loops decide the same, and so does a second run")
  func deterministic() throws {
    let fleet = try DecisionFleets.fleet(histories, horizon: 14)
    let all = try [ParallelLoop.serial, .threads, .threads].map {
      try FleetDecisions(fleet, at: 100, weights: .shipped, loop: $0).decisions
    }
    #expect(all[0] == all[1] && all[1] == all[2])
  }
}
