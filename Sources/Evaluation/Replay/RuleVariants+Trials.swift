internal import CapacityModel
internal import Sizing

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
