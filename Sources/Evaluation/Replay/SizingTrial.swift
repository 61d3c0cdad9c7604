package import CapacityModel
package import HeadroomBasics
package import Sizing

/// One policy with one set of knobs, ready to be replayed on any entity of a fleet.
package struct SizingTrial: Sendable {
  /// The registered name.
  package let policy: String
  /// Its knobs.
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
