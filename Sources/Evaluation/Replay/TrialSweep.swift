internal import CapacityModel
package import HeadroomBasics
package import Sizing

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
