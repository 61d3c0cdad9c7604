package import CapacityModel
package import HeadroomBasics
package import LinearAlgebra
package import Sizing

/// Fitted values of a fleet, made so that no entity is valued by coefficients that had learned from it.
///
/// As with the probabilities, entities of the training get those of the other half: knobs that are tuned on values
/// which had seen the answers trust them too much.
package struct CrossFittedQ: Sendable {
  /// Learned from all training entities.
  package let whole: FittedQ
  /// For each entity the fit that values it: the whole, or a half.
  private let fits: [FittedQ]

  /// Learns three times: from all training entities, and from each half of them.
  ///
  /// - Parameters: As those of `FittedQ`.
  package init(
    _ inputs: NewsvendorInputs, training: [Int], days: Range<Int>, schedule: OriginSchedule,
    costs: CostSchedule, loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    let lessons = try FittedQ.lessons(
      inputs, training: training, days: days, schedule: schedule, costs: costs, loop: loop)
    whole = try FittedQ(lessons, loop: loop)
    var fits = [FittedQ](repeating: whole, count: inputs.designs.count)
    if training.count > 1 {
      for half in 0..<2 {
        let taught = try FittedQ(
          lessons.enumerated().filter { $0.offset % 2 != half }.map(\.element), beginning: whole,
          loop: loop)
        for (place, entity) in training.enumerated() where place % 2 == half {
          fits[entity] = taught
        }
      }
    }
    self.fits = fits
  }

  /// Trials of all knobs on one fleet; the values are computed once.
  ///
  /// A day's value is `trust · (1 − γ) U + (1 − trust) · e` with U the fitted cost to go and e the newsvendor's expected cost
  /// of a day: squared loss serves rare events badly, and the newsvendor's probabilities carry them.
  package func trials(
    _ knobs: [FittedQKnobs], inputs: NewsvendorInputs, costs: CostSchedule,
    schedule: OriginSchedule,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [SizingTrial] {
    let computed: [Result<Matrix, LinearAlgebraError>] = loop.map(inputs.designs.count) { entity in
      Result { () throws(LinearAlgebraError) -> Matrix in
        try fits[entity].values(
          inputs, entity: entity, prices: costs.costs(of: inputs.designs[entity].record.tier))
      }
    }
    let values = try computed.map { part throws(LinearAlgebraError) in try part.get() }
    let gammas = whole.gammas
    return knobs.map { knobs in
      guard let column = gammas.firstIndex(of: knobs.gamma) else {
        preconditionFailure("\(knobs.gamma) is none of the discounts \(gammas)")
      }
      return SizingTrial(policy: PolicyCatalogue.fittedQ, knobs: knobs.named) { entity, held in
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
            let mix = schedule.stride == 1 ? 0.0 : 1.0
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
