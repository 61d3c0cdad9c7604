public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra

/// What the newsvendor decides from: probabilities at two horizons for every entity and day.
public struct NewsvendorInputs: Sendable {
  let designs: [ExceedanceDesign]
  let relativeSizes: [[Double]]
  let near: ExceedanceForecast
  let far: ExceedanceForecast
  let hoursOver: Double

  /// Learns both horizons from training entities: a day and a week.
  ///
  /// - Parameters:
  ///   - training: Places of the entities.
  ///   - days: Training days; nothing from their end on is looked at.
  ///   - seen: The end of the days from which the hours above a size are learned.
  public init(
    _ panel: ExceedancePanel, training: [Int], days: Range<Int>, seen: Int, loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    let near = try ExceedanceForecast(
      panel, horizon: 1, training: training, days: days, loop: loop)
    let far = try ExceedanceForecast(
      panel, horizon: 7, training: training, days: days, loop: loop)
    self.init(
      panel, near: near, far: far,
      hoursOver: ExpectedCost.hoursOver(panel.designs, entities: training, days: 0..<seen))
  }

  /// Puts forecasts together.
  ///
  /// - Parameters:
  ///   - near: Of a day.
  ///   - far: Of a longer horizon.
  ///   - hoursOver: Hours that demand stays above a size that it exceeds.
  init(
    _ panel: ExceedancePanel, near: ExceedanceForecast, far: ExceedanceForecast, hoursOver: Double
  ) {
    self.hoursOver = hoursOver
    (designs, self.near, self.far) = (panel.designs, near, far)
    relativeSizes = panel.designs.map { design in
      design.candidates.sizes.map { $0 / design.record.usualPeak }
    }
  }

  /// Prepares one entity with models that were trained before.
  init(
    _ design: ExceedanceDesign, near: ExceedanceModel, far: ExceedanceModel, hoursOver: Double
  ) {
    self.hoursOver = hoursOver
    designs = [design]
    relativeSizes = [design.candidates.sizes.map { $0 / design.record.usualPeak }]
    self.near = ExceedanceForecast(near, of: design)
    self.far = ExceedanceForecast(far, of: design)
  }

  /// Writes the expected cost of every candidate on a day.
  func fillCosts(
    _ target: UnsafeMutablePointer<Double>, entity: Int, day: Int, prices: CostModel, mix: Double
  ) {
    let count = designs[entity].candidateCount
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { mixed in
      for candidate in 0..<count {
        let place = day * count + candidate
        mixed[candidate] =
          (1 - mix) * near.probabilities[entity][place] + mix * far.probabilities[entity][place]
      }
      ExpectedCost.fill(
        target, probabilities: mixed.baseAddress!, relativeSizes: relativeSizes[entity],
        count: count, prices: prices, hoursOver: hoursOver)
    }
  }

  /// One trial.
  public func trial(
    _ knobs: NewsvendorKnobs, costs: CostSchedule, schedule: DecisionDays
  ) -> SizingTrial {
    SizingTrial(policy: LearnedPolicyName.newsvendor, knobs: knobs.named) { entity, held in
      let design = designs[entity]
      var prices = costs.costs(of: design.record.tier)
      let moves = design.record.moveCosts(prices)
      prices.event *= knobs.tilt
      ValueReplay.walk(
        design, schedule: schedule, moves: (moves.grow / knobs.pay, moves.shrink / knobs.pay),
        into: held
      ) { day, values in
        fillCosts(values, entity: entity, day: day, prices: prices, mix: knobs.mix)
      }
    }
  }
}

extension DemandRecord {
  /// What a growth and a shrink cost, a restart included where one is needed.
  func moveCosts(_ prices: CostModel) -> (grow: Double, shrink: Double) {
    (
      prices.resize + (restarts.onGrowth ? prices.restart : 0),
      prices.resize + (restarts.onShrink ? prices.restart : 0)
    )
  }
}
