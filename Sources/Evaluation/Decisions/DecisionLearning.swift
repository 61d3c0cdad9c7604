public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

/// What a fleet's own past teaches about its decisions, as it was known at an origin.
///
/// Past origins lie a week and more apart. A window teaches only if it ended by the origin that learns from it, for the past
/// decisions that calibrate the present ones, too. Each entity is judged by what the other half of the fleet taught.
public struct DecisionLearning: Sendable, Hashable, Codable {
  /// What is known for each half of the fleet.
  private(set) var knowledge: [DecisionKnowledge]
  /// What became of the decisions that were learnt from.
  public let record: DecisionRecord
  /// Which policy a plan should use.
  public let gate: HorizonGate

  /// Entities that are learnt from, at most.
  private static let mostEntities = 1_000
  /// Past origins, at most.
  private static let mostOrigins = 8
  /// Entities that other policies are replayed on, at most.
  private static let mostGateEntities = 100
  /// Cases below which a fleet teaches nothing of its own.
  private static let leastCases = 100
  /// Days of the horizons whose risks bound those of a longer one that the fleet is too young to learn.
  private static let shorterHorizons = [7, 14, 21, 28, 42, 56, 70]
  /// How firmly the offsets are believed that others' decisions taught: a fleet's own past outweighs them soon.
  private static let firmness = 0.5
  /// How firmly the weights that others taught are held, in rows.
  private static let ridge = 1_000.0

  /// Learns from all windows that ended by `origin`.
  ///
  /// A fleet too young to teach its own horizon is bounded by what is known of shorter ones, so that no risk falls with the
  /// days ahead.
  ///
  /// - Parameter judgesPolicies: Whether other policies are replayed, too, to choose the one that a plan uses.
  /// - Throws: `LinearAlgebraError`.
  public init(
    _ fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, judgesPolicies: Bool = false,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    try self.init(
      own: fleet, at: origin, weights: weights, judgesPolicies: judgesPolicies, loop: loop)
    let young = knowledge.indices.filter { !knowledge[$0].isOwn }
    guard !young.isEmpty else { return }
    for horizon in Self.shorterHorizons where horizon < fleet.horizon {
      let learning = try DecisionLearning(
        own: fleet.within(horizon), at: origin, weights: weights, judgesPolicies: false, loop: loop)
      for half in young { knowledge[half].shorter.append(learning.knowledge[half]) }
    }
  }

  /// Learns of the fleet's horizon alone.
  private init(
    own fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, judgesPolicies: Bool,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    let horizon = fleet.horizon
    let shipped = weights.knowledge(horizon: horizon)
    let origins = Self.origins(before: origin, horizon: horizon)
    let learners = Self.learners(of: fleet, at: origin, loop: loop)
    let cases = loop.map(learners.count) { turn in
      origins.compactMap {
        PeakCase(
          fleet.members[learners[turn]].history, entity: learners[turn], origin: $0,
          horizon: horizon, known: origin)
      }
    }.flatMap { $0 }
    func knowledge(
      of half: Int, before end: Int, calibration: DecisionCalibration
    ) throws(LinearAlgebraError) -> DecisionKnowledge {
      let known = cases.filter {
        fleet.members[$0.entity].half != half && $0.origin + horizon <= end
      }
      guard known.count >= Self.leastCases else {
        return DecisionKnowledge(model: shipped.model, calibration: calibration)
      }
      return DecisionKnowledge(
        model: try HorizonExceedance.fit(
          known, horizon: horizon, prior: shipped.model, ridge: Self.ridge, loop: loop),
        calibration: calibration, isOwn: true)
    }
    let share = min(1, Double(Self.stride(horizon)) / Double(horizon))
    var past: [(half: Int, end: Int, outcome: DecisionCalibration.Outcome)] = []
    var judged = DecisionRecord()
    var scores = HorizonGate.unscored
    let gateOrigins = judgesPolicies ? Self.gateOrigins(of: origins, horizon: horizon) : []
    for place in origins {
      var known: [DecisionKnowledge] = []
      for half in 0..<2 {
        known.append(
          try knowledge(
            of: half, before: place,
            calibration: DecisionCalibration(
              past.filter { $0.half != half && $0.end <= place }.map(\.outcome),
              prior: shipped.calibration, firmness: Self.firmness)))
      }
      let there = cases.filter { $0.origin == place }
      let taught = known
      if gateOrigins.contains(place) {
        let sample = there.sorted {
          (fleet.members[$0.entity].rank, $0.entity) < (fleet.members[$1.entity].rank, $1.entity)
        }.prefix(Self.mostGateEntities)
        let replayed = loop.map(sample.count) { turn in
          HorizonGate.decisions(
            fleet.context(sample[turn].entity, at: place),
            knowing: taught[fleet.members[sample[turn].entity].half])
        }
        for (item, decisions) in zip(sample, replayed) {
          for (policy, decision) in decisions.enumerated() {
            scores[policy].add(decision, peak: item.peak)
          }
        }
      }
      let outcomes = loop.map(there.count) { turn in
        let entity = there[turn].entity
        return PastDecision(
          fleet.context(entity, at: place), knowing: taught[fleet.members[entity].half],
          peak: there[turn].peak)
      }
      for (item, outcome) in zip(there, outcomes) {
        guard let outcome else { continue }
        judged.add(outcome.action, promised: outcome.promised, missed: outcome.missed)
        past.append(
          (
            fleet.members[item.entity].half, place + horizon,
            DecisionCalibration.Outcome(
              action: outcome.action, logOdds: outcome.logOdds, missed: outcome.missed,
              weight: share)
          ))
      }
    }
    gate = HorizonGate(scores, limits: fleet.limits, horizon: horizon)
    var present: [DecisionKnowledge] = []
    for half in 0..<2 {
      present.append(
        try knowledge(
          of: half, before: origin,
          calibration: DecisionCalibration(
            past.filter { $0.half != half }.map(\.outcome), prior: shipped.calibration,
            firmness: Self.firmness)))
    }
    self.knowledge = present
    record = judged
  }

  /// What is known for one entity.
  func knowledge(for place: Int, in fleet: DecisionFleet) -> DecisionKnowledge {
    knowledge[fleet.members[place].half]
  }

  /// The last past origin and the one a horizon before it: what they saw ahead does not overlap.
  private static func gateOrigins(of origins: [Int], horizon: Int) -> Set<Int> {
    guard let last = origins.last else { return [] }
    return Set([last] + origins.filter { $0 <= last - horizon }.suffix(1))
  }

  /// Days from one past origin to the next.
  private static func stride(_ horizon: Int) -> Int { max(7, horizon / 4) }

  /// Past origins whose horizon ended by `origin`, ascending.
  private static func origins(before origin: Int, horizon: Int) -> [Int] {
    Array(
      Swift.stride(from: origin - horizon, through: 14, by: -stride(horizon)).prefix(mostOrigins)
        .reversed())
  }

  /// Places of the entities that are learnt from: all whose samples are not doubted, or a sample of them by name.
  private static func learners(
    of fleet: DecisionFleet, at origin: Int, loop: ParallelLoop
  ) -> [Int] {
    let teachers = fleet.teachers(at: origin, loop: loop)
    guard teachers.count > mostEntities else { return teachers }
    return fleet.sample(mostEntities, of: teachers).sorted()
  }
}

/// A past decision and what became of it.
struct PastDecision: Sendable {
  let action: PlanItem.Action
  let promised: Double
  let logOdds: Double
  let missed: Bool

  /// `nil` where no size was decided.
  init?(_ context: DecisionContext, knowing knowledge: DecisionKnowledge, peak: Double) {
    let (decision, logOdds) = SizeDecider.decided(context, knowing: knowledge)
    guard let size = decision.size, let score = decision.score, let logOdds else { return nil }
    (action, promised, self.logOdds) = (decision.action, 1 - score, logOdds)
    missed = peak > Double(size.bytes)
  }
}
