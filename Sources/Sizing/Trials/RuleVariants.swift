internal import CapacityModel

/// One rule with the factors and dead bands that its replay sweeps.
public struct RuleVariants: Sendable {
  /// The rule; its own factor and band are always among those swept.
  public let rule: any TargetRule
  /// Whether the rule's own factor and band are the published ones of its policy.
  public let isDefault: Bool
  /// What the target is multiplied by.
  public let factors: [Double]
  /// How far the wanted size must be from the one held.
  public let bands: [DeadBand]

  /// Factors that tuning may choose from.
  public static let factors = [
    0.7, 0.8, 0.9, 1, 1.1, 1.15, 1.2, 1.25, 1.3, 1.5, 1.75, 2, 2.5, 3, 4,
  ]
  /// Dead bands that tuning may choose from.
  public static let bands = [
    (0, 0), (0, 0.1), (0, 0.25), (0, 0.5), (0, 0.7), (0.1, 0.1), (0.1, 0.3), (0.1, 0.5),
    (0.25, 0.25),
  ].map { DeadBand(up: $0.0, down: $0.1) }

  /// Creates the sweep of a rule.
  public init(
    _ rule: any TargetRule, isDefault: Bool = false, factors: [Double] = RuleVariants.factors,
    bands: [DeadBand] = RuleVariants.bands
  ) {
    (self.rule, self.isDefault) = (rule, isDefault)
    self.factors = factors.contains(rule.factor) ? factors : factors + [rule.factor]
    self.bands = bands.contains(rule.band) ? bands : bands + [rule.band]
  }

  /// Every variant of the published rules that tuning may choose from.
  public static let all: [RuleVariants] = {
    var all: [RuleVariants] = []
    func add(_ rule: any TargetRule, _ isDefault: Bool = false) {
      all.append(RuleVariants(rule, isDefault: isDefault))
    }
    all.append(RuleVariants(KeepConfiguredPolicy(), isDefault: true, factors: [1], bands: [.none]))
    for days in [30.0, 36_500] { add(LastMaxPolicy(margin: 0.2, windowDays: days), days > 30) }
    for days in [7, 14, 28] {
      add(KRRPolicy(window: days), days == 14)
      add(AWSLikePolicy(window: days), days == 14)
      add(AutopilotWindowPolicy(tolerance: .minimal, window: days), days == 14)
    }
    for percentile in [0.9, 0.95, 0.98, 0.99] {
      for halfLife in [1.0, 3, 7] {
        add(
          VPAPolicy(percentile: percentile, halfLife: halfLife), percentile == 0.9 && halfLife == 1)
      }
    }
    for percentile in [0.99, 0.999] {
      for days in [7, 14] {
        add(CranePolicy(percentile: percentile, window: days), percentile == 0.99 && days == 7)
      }
    }
    for halfLife in [2.0, 7] {
      add(AutopilotWindowPolicy(tolerance: .low, halfLife: halfLife))
      add(AutopilotWindowPolicy(tolerance: .intermediate, halfLife: halfLife))
    }
    for overrun in [0.5, 5, 50, 500] {
      add(AutopilotLearningPolicy(overrun: overrun), overrun == 0.5)
    }
    for upper in [0.0, 1, 2] {
      for horizon in [0.0, 30, 150] {
        add(
          AriaLikePolicy(halfLife: 14, horizon: horizon, upper: upper), upper == 1 && horizon == 150
        )
      }
    }
    add(HyperVPolicy(), true)
    add(SeasonalMaxPolicy(), true)
    add(StaticProvisionPolicy(), true)
    return all
  }()

  /// The rule that has exactly these knobs among all that tuning may choose from; `nil` where there is none.
  static func rule(named name: String, knobs: [String: Double]) -> (any TargetRule)? {
    for variants in all where type(of: variants.rule).name == name {
      for setting in variants.settings {
        var rule = variants.rule
        (rule.factor, rule.band) = setting
        if rule.knobs == knobs { return rule }
      }
    }
    return nil
  }

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

  private var settings: [(factor: Double, band: DeadBand)] {
    factors.flatMap { factor in bands.map { (factor, $0) } }
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
