public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

/// Learns the weights that decisions of other fleets begin from.
public struct DecisionTraining: Sendable {
  /// How many days ahead sizes must hold.
  private let horizon: Int
  private var fleets: [(fleet: DecisionFleet, cases: [PeakCase])] = []
  private let loop: ParallelLoop

  /// The strength of the penalty, in rows.
  private static let ridge = 50.0
  private static let folds = 4
  /// Times that decisions are made anew with what became of the ones before; what became of all of them counts, as a correction
  /// moves the choice that it was learnt from.
  private static let rounds = 3
  /// How much an outcome counts: as many windows as lie over each other tell the story of one.
  private static let weight = 0.15

  /// Starts with nothing.
  public init(horizon: Int, loop: ParallelLoop) { (self.horizon, self.loop) = (horizon, loop) }

  /// Pairs of entity and origin so far.
  public var caseCount: Int { fleets.reduce(0) { $0 + $1.cases.count } }

  /// Adds a fleet's past.
  ///
  /// - Parameters:
  ///   - stride: Days from one origin to the next.
  ///   - most: Cases at most; every n-th is taken where there are more.
  /// - Throws: `EvaluationError`.
  public mutating func add(
    _ histories: [EntityHistory], stride: Int, most: Int
  ) throws(EvaluationError) {
    let fleet = try DecisionFleet(
      histories, inventory: .empty, limits: Guardrails(), serviceLevel: nil, horizon: horizon)
    let steps = histories.map(\.peaks.count).max() ?? 0
    let days = Array(Swift.stride(from: 14, through: steps - horizon, by: stride))
    let horizon = self.horizon
    let cases = loop.map(histories.count) { place in
      days.compactMap {
        PeakCase(
          histories[place], entity: place, origin: $0, horizon: horizon, known: steps)
      }
    }.flatMap { $0 }
    guard !cases.isEmpty else { return }
    let each = max(1, (cases.count + most - 1) / most)
    let taken = cases.indices.filter { $0 % each == 0 }.map { cases[$0] }
    fleets.append((fleet, taken))
  }

  /// What was learnt; `nil` where there was nothing to learn from.
  ///
  /// - Throws: `LinearAlgebraError`.
  public func finished() throws(LinearAlgebraError) -> DecisionWeights.Part? {
    guard caseCount > 0 else { return nil }
    let all = fleets.flatMap(\.cases)
    let model = try HorizonExceedance.fit(all, horizon: horizon, ridge: Self.ridge, loop: loop)
    var models: [HorizonExceedance] = []
    for fold in 0..<Self.folds {
      let others = fleets.flatMap { fleet, cases in
        cases.filter { Self.fold(of: $0.entity, in: fleet) != fold }
      }
      models.append(
        try HorizonExceedance.fit(
          others.isEmpty ? all : others, horizon: horizon, ridge: Self.ridge, loop: loop))
    }
    var calibration = DecisionCalibration.none
    var past = [[Outcome]](repeating: [], count: fleets.count)
    for _ in 0..<Self.rounds {
      for place in fleets.indices {
        past[place] += outcomes(in: place, knowing: models, calibration: calibration)
      }
      calibration = Self.cautious(past)
    }
    return DecisionWeights.Part(model, calibration: calibration, cases: all.count)
  }

  /// What became of a decision, and the fold that its entity belongs to.
  private typealias Outcome = (fold: Int, outcome: DecisionCalibration.Outcome)

  /// What became of the decisions of one fleet, made with what the other folds taught.
  private func outcomes(
    in place: Int, knowing models: [HorizonExceedance], calibration: DecisionCalibration
  ) -> [Outcome] {
    let (fleet, cases) = fleets[place]
    return loop.map(cases.count) { turn -> Outcome? in
      let item = cases[turn]
      let fold = Self.fold(of: item.entity, in: fleet)
      let knowledge = DecisionKnowledge(model: models[fold], calibration: calibration)
      return PastDecision(
        fleet.context(item.entity, at: item.origin), knowing: knowledge, peak: item.peak
      ).map {
        (
          fold,
          DecisionCalibration.Outcome(
            action: $0.action, logOdds: $0.logOdds, missed: $0.missed, weight: Self.weight)
        )
      }
    }.compactMap { $0 }
  }

  /// The most cautious of what each fleet teaches without one of its folds: neither fleets of one kind nor a few entities
  /// make decisions about others look surer than they are.
  private static func cautious(_ past: [[Outcome]]) -> DecisionCalibration {
    DecisionCalibration(
      mostCautiousOf: past.flatMap { outcomes in
        (0..<folds).map { left in
          DecisionCalibration(
            outcomes.filter { $0.fold != left }.map(\.outcome), prior: .none, firmness: 1)
        }
      })
  }

  private static func fold(of entity: Int, in fleet: DecisionFleet) -> Int {
    Int(fleet.members[entity].rank >> 20) % folds
  }
}
