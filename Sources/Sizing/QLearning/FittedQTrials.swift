public import CapacityModel
public import LinearAlgebra

/// How a fitted value is acted on.
public struct FittedQKnobs: Sendable, Hashable, Codable {
  /// Which discount.
  public var gamma: Double
  /// The weight of the fitted value beside the newsvendor's expected cost, in (0, 1].
  public var trust: Double
  /// What the price of an event is multiplied by in that expected cost.
  public var tilt: Double
  /// What the cost of a change is multiplied by.
  public var hold: Double

  /// Creates knobs.
  public init(gamma: Double, trust: Double = 1, tilt: Double = 1, hold: Double = 1) {
    (self.gamma, self.trust, self.tilt, self.hold) = (gamma, trust, tilt, hold)
  }

  /// The knobs by name.
  public var named: [String: Double] {
    ["gamma": gamma, "trust": trust, "tilt": tilt, "hold": hold]
  }

  /// The knobs that tuning may choose from.
  public static func all(gammas: [Double]) -> [FittedQKnobs] {
    gammas.flatMap { gamma in
      [0.1, 0.25, 0.5, 1, 2].flatMap { hold in
        [.init(gamma: gamma, hold: hold)]
          + [0.3, 0.6].flatMap { trust in
            [1, 1.4, 2, 3].map { .init(gamma: gamma, trust: trust, tilt: $0, hold: hold) }
          }
      }
    }
  }
}

extension FittedQ {
  /// Trials of all knobs on one fleet; the values are computed once.
  ///
  /// A day's value is `trust · (1 − γ) U + (1 − trust) · e` with U the fitted cost to go and e the newsvendor's expected cost
  /// of a day: squared loss serves rare events badly, and the newsvendor's probabilities carry them.
  public func trials(
    _ knobs: [FittedQKnobs], inputs: NewsvendorInputs, costs: CostSchedule, schedule: DecisionDays,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [SizingTrial] {
    let computed: [Result<Matrix, LinearAlgebraError>] = loop.map(inputs.designs.count) { entity in
      Result { () throws(LinearAlgebraError) -> Matrix in
        try self.values(
          inputs, entity: entity, prices: costs.costs(of: inputs.designs[entity].record.tier))
      }
    }
    let values = try computed.map { part throws(LinearAlgebraError) in try part.get() }
    return knobs.map { knobs in
      guard let column = gammas.firstIndex(of: knobs.gamma) else {
        preconditionFailure("\(knobs.gamma) is none of the discounts \(gammas)")
      }
      return SizingTrial(policy: LearnedPolicyName.fittedQ, knobs: knobs.named) { entity, held in
        let design = inputs.designs[entity]
        var prices = costs.costs(of: design.record.tier)
        let moves = design.record.moveCosts(prices)
        prices.event *= knobs.tilt
        let (width, scale) = (gammas.count, knobs.trust * (1 - knobs.gamma))
        values[entity].withUnsafeBufferPointer { values in
          ValueReplay.walk(
            design, schedule: schedule,
            moves: (moves.grow * knobs.hold, moves.shrink * knobs.hold), into: held
          ) { day, target in
            let mix = schedule.window == 1 ? 0.0 : 1.0
            if knobs.trust < 1 {
              inputs.fillCosts(target, entity: entity, day: day, prices: prices, mix: mix)
            }
            for candidate in 0..<design.candidateCount {
              let value = values[(day * design.candidateCount + candidate) * width + column]
              let expected = knobs.trust < 1 ? (1 - knobs.trust) * target[candidate] : 0
              target[candidate] = scale * value + expected
            }
          }
        }
      }
    }
  }
}
