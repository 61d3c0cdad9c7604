public import CapacityModel
internal import Sizing

extension PolicyEvaluation {
  /// The policy that a plan should use.
  ///
  /// A policy of this project is offered only where, on the judged days, it costs less than every tuned or published rival,
  /// and misses no more days than the cheapest of them. Otherwise that rival is chosen. With training the judged days are
  /// later ones of entities that it never saw.
  public var choice: BacktestReport.Choice? { decision?.choice }

  /// The choice and the contender behind it.
  private var decision: (choice: BacktestReport.Choice, contender: Contender)? {
    guard let rival else {
      let own = cheapest(contenders.filter { $0.variant == .ours })
      return own.map { (.init(policy: $0.policy, why: "no other rule took part"), $0) }
    }
    let own = contenders.filter { $0.variant == .ours || $0.variant == .guarded }
    let limit = total(rival)
    let passing = own.filter { total($0).cost < limit.cost && total($0).events <= limit.events }
    if let best = cheapest(passing) {
      let share = ((total(best).cost / limit.cost - 1) * 1000).rounded() / 10
      let choice = BacktestReport.Choice(
        policy: best.policy,
        why: "on \(settings.isTuned ? "held-out entities and later" : "the judged") days it costs "
          + "\(share) % against \(rival.policy) "
          + "(\(rival.variant.rawValue)), the cheapest other rule, at no more shortage-days")
      return (choice, best)
    }
    let place = settings.isTuned ? "held-out" : "the judged"
    let cheaper = own.contains { total($0).cost < limit.cost }
    let why =
      cheaper
      ? "own policies cost less on \(place) days, but at more shortage-days"
      : "no own policy cost less on \(place) days"
    return (.init(policy: rival.policy, why: why), rival)
  }

  /// The chosen policy for use from the end of the judged days on: its knobs, or where it learns the most shortage-days that
  /// its knobs may have, follow from all entities and all days.
  public var chosen: ChosenPolicy? {
    guard let (choice, contender) = decision else { return nil }
    let groups = Array(0..<fleet.groupCount)
    func cheapest(_ isOffered: (SizingTrial) -> Bool) -> SizingTrial? {
      let offered = (trials.first ?? []).filter(isOffered).map { trial in
        (
          trial,
          fleet.stretches.indices.reduce(0.0) {
            $0 + trial.cost(stretch: $1, groups: groups, in: fleet, costs: settings.costs)
          }
        )
      }
      return offered.min { $0.1 < $1.1 }?.0
    }
    guard PolicyCatalogue.learned.contains(contender.policy) else {
      let trial = cheapest {
        $0.policy == contender.policy && (contender.variant != .default || $0.isDefault)
      }
      return trial.map { ChosenPolicy(choice: choice, knobs: $0.knobs, mostShortageDays: nil) }
    }
    guard contender.variant == .guarded else {
      return ChosenPolicy(choice: choice, knobs: nil, mostShortageDays: nil)
    }
    let rival = cheapest { !PolicyCatalogue.own.contains($0.policy) }
    return ChosenPolicy(
      choice: choice, knobs: nil,
      mostShortageDays: rival.map { rival in
        fleet.stretches.indices.reduce(0.0) { $0 + rival.events(stretch: $1, groups: groups) }
          * Selection.guardShare
      })
  }

  private func total(_ contender: Contender) -> (cost: Double, events: Double) {
    (
      costs(of: contender, at: settings.costs).reduce(0, +),
      contender.tallies.reduce(0) { $0 + $1.events }
    )
  }
}

/// What the gate chose, ready to be put to work.
public struct ChosenPolicy: Sendable {
  /// The policy and why.
  public var choice: BacktestReport.Choice
  /// The knobs of a rule; `nil` for a policy that has to be trained.
  public var knobs: [String: Double]?
  /// The most shortage-days that knobs of a trained policy may have; `nil` where it was not chosen for keeping to a bound.
  public var mostShortageDays: Double?
}
