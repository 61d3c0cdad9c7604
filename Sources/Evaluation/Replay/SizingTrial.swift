package import CapacityModel
package import HeadroomBasics
package import Sizing

/// One policy with one set of knobs, ready to be replayed on any entity of a fleet.
package struct SizingTrial: Sendable {
  /// The registered name.
  package let policy: String
  /// Its parameters, by name.
  package let knobs: [String: Double]
  /// Whether these are the policy's published knobs.
  package let isDefault: Bool
  /// Writes the grid index held on each day by the entity at a place: −1 before the first decision, shape `[D]`.
  package let hold: @Sendable (Int, UnsafeMutableBufferPointer<Int32>) -> Void
  /// What the trial added up to, by stretch of days and group of entities; shape `[stretches][groups]`.
  package internal(set) var sums: [[ReplayTally]] = []

  /// Creates a trial that was not replayed yet.
  package init(
    policy: String, knobs: [String: Double], isDefault: Bool = false,
    hold: @escaping @Sendable (Int, UnsafeMutableBufferPointer<Int32>) -> Void
  ) {
    (self.policy, self.knobs, self.isDefault, self.hold) = (policy, knobs, isDefault, hold)
  }

  /// The mean cost of an entity over `stretch`, days of its usual peak.
  package func cost(
    stretch: Int, groups: [Int], in fleet: TrialFleet, costs: CostSchedule
  ) -> Double {
    var (sum, count) = (0.0, 0)
    for group in groups {
      sum += sums[stretch][group].cost(costs.costs(of: fleet.tier(ofGroup: group)))
      count += fleet.groupSizes[group]
    }
    return count > 0 ? sum / Double(count) : 0
  }

  /// The days that did not fit over `stretch`, an entity.
  package func events(stretch: Int, groups: [Int]) -> Double {
    groups.reduce(0) { $0 + sums[stretch][$1].events }
  }

  /// What each of `entities` would have added up to over `days`.
  package func tallies(
    of entities: [Int], over days: Range<Int>, in fleet: TrialFleet, loop: ParallelLoop
  ) -> [ReplayTally] {
    loop.map(entities.count) { turn in
      let record = fleet.records[entities[turn]]
      return withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, record.days)) { held in
        hold(entities[turn], held)
        return RecordReplay.tally(record, held: UnsafeBufferPointer(held), in: days)
      }
    }
  }
}

/// Replays many trials and keeps their sums.
package enum TrialSweep {
  /// Replays every rule with every factor and band.
  ///
  /// A rule's targets are computed once an entity. Rules run beside each other; each adds its entities up in order.
  package static func rules(
    _ catalogue: [RuleVariants], in fleet: TrialFleet, loop: ParallelLoop
  ) -> [SizingTrial] {
    loop.map(catalogue.count) { catalogue[$0].trials(in: fleet) }.flatMap { $0 }
  }

  /// Replays trials that bring their own sizes.
  package static func replay(
    _ trials: [SizingTrial], in fleet: TrialFleet, loop: ParallelLoop
  ) -> [SizingTrial] {
    loop.map(trials.count) { turn in
      var trial = trials[turn]
      var sums = TrialSums(fleet)
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, fleet.days)) { held in
        for entity in fleet.records.indices {
          trial.hold(entity, held)
          sums.add(entity, held: held, in: fleet)
        }
      }
      trial.sums = sums.tallies
      return trial
    }
  }
}

/// Tallies by stretch and group.
struct TrialSums {
  var tallies: [[ReplayTally]]

  init(_ fleet: TrialFleet) {
    tallies = fleet.stretches.map { _ in Array(repeating: ReplayTally(), count: fleet.groupCount) }
  }

  mutating func add(
    _ entity: Int, held: UnsafeMutableBufferPointer<Int32>, in fleet: TrialFleet
  ) {
    let group = fleet.group(of: entity)
    for (place, days) in fleet.stretches.enumerated() {
      tallies[place][group] += RecordReplay.tally(
        fleet.records[entity], held: UnsafeBufferPointer(held), in: days)
    }
  }
}

extension RuleVariants {
  /// Replays the rule with every factor and band.
  func trials(in fleet: TrialFleet) -> [SizingTrial] {
    var trials: [SizingTrial] = []
    for factor in factors {
      for band in bands { trials.append(trial(factor, band, in: fleet)) }
    }
    var sums = trials.map { _ in TrialSums(fleet) }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, fleet.days)) { held in
      for (entity, record) in fleet.records.enumerated() {
        let targets = rule.targets(of: record)
        for (place, setting) in settings.enumerated() {
          RecordReplay.follow(
            targets, margin: setting.factor, band: setting.band, on: record.grid,
            schedule: fleet.schedule, into: held)
          sums[place].add(entity, held: held, in: fleet)
        }
      }
    }
    for place in trials.indices { trials[place].sums = sums[place].tallies }
    return trials
  }

  private func trial(_ factor: Double, _ band: DeadBand, in fleet: TrialFleet) -> SizingTrial {
    var changed = rule
    changed.factor = factor
    changed.band = band
    let (rule, schedule, records) = (changed, fleet.schedule, fleet.records)
    return SizingTrial(
      policy: type(of: rule).name, knobs: rule.knobs,
      isDefault: isDefault && factor == self.rule.factor && band == self.rule.band
    ) { entity, held in
      let record = records[entity]
      RecordReplay.follow(
        rule.targets(of: record), margin: factor, band: band, on: record.grid, schedule: schedule,
        into: held)
    }
  }
}
