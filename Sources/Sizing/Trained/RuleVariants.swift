internal import CapacityModel

/// One rule with the factors and dead bands that its replay sweeps.
package struct RuleVariants: Sendable {
  /// The rule; its own factor and band are always among those swept.
  package let rule: any TargetRule
  /// Whether the rule's own factor and band are the published ones of its policy.
  package let isDefault: Bool
  /// What the target is multiplied by.
  package let factors: [Double]
  /// How far the wanted size must be from the one held.
  package let bands: [DeadBand]

  /// Factors that tuning may choose from.
  package static let factors = [
    0.7, 0.8, 0.9, 1, 1.1, 1.15, 1.2, 1.25, 1.3, 1.5, 1.75, 2, 2.5, 3, 4,
  ]
  /// Dead bands that tuning may choose from.
  package static let bands = [
    (0, 0), (0, 0.1), (0, 0.25), (0, 0.5), (0, 0.7), (0.1, 0.1), (0.1, 0.3), (0.1, 0.5),
    (0.25, 0.25),
  ].map { DeadBand(up: $0.0, down: $0.1) }

  /// Creates the sweep of a rule.
  package init(
    _ rule: any TargetRule, isDefault: Bool = false, factors: [Double] = RuleVariants.factors,
    bands: [DeadBand] = RuleVariants.bands
  ) {
    (self.rule, self.isDefault) = (rule, isDefault)
    self.factors = factors.contains(rule.factor) ? factors : factors + [rule.factor]
    self.bands = bands.contains(rule.band) ? bands : bands + [rule.band]
  }

  /// Every variant of the published rules that tuning may choose from.
  package static let all: [RuleVariants] = {
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

  /// Every pair of a factor and a band that is swept.
  package var settings: [(factor: Double, band: DeadBand)] {
    factors.flatMap { factor in bands.map { (factor, $0) } }
  }
}
