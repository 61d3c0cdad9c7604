import CapacityModel
import HeadroomBasics
import Sizing
import TestSupport
import Testing

@Suite struct DecisionCalibrationTests {
  private let prior = DecisionCalibration(
    shrink: .init(offset: 0.4, factor: 0.8), hold: .init(offset: -0.2, factor: 1.1),
    grow: .init(offset: 0.1, factor: 1))

  /// Decisions whose misses come with probability 1 / (1 + e^−(a + b η)) for the model's log-odds η.
  private func outcomes(
    _ action: PlanItem.Action, offset: Double, factor: Double, count: Int, seed: UInt64
  ) -> [DecisionCalibration.Outcome] {
    var random = SeededNumbers(seed: seed)
    return (0..<count).map { _ in
      let logOdds = -4 + 5 * random.unit()
      let probability = LogOdds.probability(offset + factor * logOdds)
      return .init(
        action: action, logOdds: logOdds, missed: random.unit() < probability, weight: 1)
    }
  }

  @Test("without outcomes what was believed before holds")
  func noData() {
    #expect(DecisionCalibration([], prior: prior, firmness: 1) == prior)
    #expect(DecisionCalibration([], prior: .none, firmness: 1) == .none)
  }

  @Test("a planted correction of one action is found, to 0.12, and the other actions keep theirs")
  func planted() {
    let learnt = DecisionCalibration(
      outcomes(.shrink, offset: 0.7, factor: 0.8, count: 20_000, seed: 3), prior: .none, firmness: 1
    )
    #expect(abs(learnt.shrink.offset - 0.7) < 0.12, "\(learnt.shrink)")
    #expect(abs(learnt.shrink.factor - 0.8) < 0.08, "\(learnt.shrink)")
    #expect(learnt.hold == .none && learnt.grow == .none)
  }

  @Test("a few outcomes move what was believed by little, in their direction")
  func few() {
    let misses = (0..<3).map { _ in
      DecisionCalibration.Outcome(action: .hold, logOdds: -3, missed: true, weight: 0.25)
    }
    let learnt = DecisionCalibration(misses, prior: .none, firmness: 1)
    #expect((0.1..<1).contains(learnt.hold.offset), "\(learnt.hold)")
    #expect(learnt.shrink == .none && learnt.grow == .none)
  }

  @Test("an outcome of weight 2 counts as two")
  func weights() {
    let single = outcomes(.grow, offset: 0.5, factor: 1, count: 100, seed: 4)
    var heavy = single
    for place in heavy.indices { heavy[place].weight = 2 }
    let (one, two) = (
      DecisionCalibration(heavy, prior: prior, firmness: 1),
      DecisionCalibration(single + single, prior: prior, firmness: 1)
    )
    #expect(abs(one.grow.offset - two.grow.offset) < 1e-9)
    #expect(abs(one.grow.factor - two.grow.factor) < 1e-9)
  }
}
