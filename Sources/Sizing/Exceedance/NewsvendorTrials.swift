public import CapacityModel
internal import LinearAlgebra

/// The exceedance newsvendor: the size whose expected cost of a day is least, changed only where the saving over `pay`
/// days is more than the change costs.
public struct NewsvendorKnobs: Sendable, Hashable, Codable {
  /// What the price of an event is multiplied by.
  public var tilt: Double
  /// Days over which a change must pay.
  public var pay: Double
  /// The share of the longer horizon's probability in the mixture, in [0, 1].
  public var mix: Double

  /// Creates knobs.
  public init(tilt: Double = 1, pay: Double = 1, mix: Double = 0) {
    (self.tilt, self.pay, self.mix) = (tilt, pay, mix)
  }

  /// The knobs by name.
  public var named: [String: Double] { ["tilt": tilt, "pay": pay, "mix": mix] }

  /// The knobs that tuning may choose from; a window longer than a day looks at the longer horizon first.
  public static func all(forWindow window: Int) -> [NewsvendorKnobs] {
    var all: [NewsvendorKnobs] = []
    for pay in [1.0, 2, 4, 7, 14] {
      for tilt in [0.5, 0.7, 1, 1.4, 2, 3] {
        all.append(.init(tilt: tilt, pay: pay, mix: window == 1 ? 0 : 1))
      }
      for mix in [0.3, 0.6] {
        for tilt in [0.7, 1, 1.4] { all.append(.init(tilt: tilt, pay: pay, mix: mix)) }
      }
    }
    return all
  }
}

/// What the newsvendor decides from: probabilities at two horizons for every entity and day.
public struct NewsvendorInputs: Sendable {
  let designs: [ExceedanceDesign]
  let relativeSizes: [[Double]]
  let near: ExceedanceForecast
  let far: ExceedanceForecast
  let hoursOver: Double

  /// Puts forecasts together.
  ///
  /// - Parameters:
  ///   - near: Of the decision window.
  ///   - far: Of a longer or equal horizon.
  ///   - training: Places of the entities, and `days`, from which the hours above a size are learned.
  public init(
    _ panel: ExceedancePanel, near: ExceedanceForecast, far: ExceedanceForecast,
    training: [Int], days: Range<Int>
  ) {
    (designs, self.near, self.far) = (panel.designs, near, far)
    relativeSizes = panel.designs.map { design in
      design.candidates.sizes.map { $0 / design.record.usualPeak }
    }
    hoursOver = ExpectedCost.hoursOver(panel.designs, entities: training, days: days)
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
    SizingTrial(policy: ExceedancePolicyName.newsvendor, knobs: knobs.named) { entity, held in
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

/// Registered names of learned policies.
public enum ExceedancePolicyName {
  /// The exceedance newsvendor.
  public static let newsvendor = "exceedance"
  /// Fitted Q-iteration.
  public static let fittedQ = "fitted-q"
  /// Tabular Q-learning.
  public static let tabularQ = "tabular-q"
  /// The clairvoyant optimum.
  public static let hindsight = "hindsight"
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
