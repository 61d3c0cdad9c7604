internal import CapacityModel
internal import Sizing

/// The policies that the replay knows: whose they are, and what each needs before it can be judged.
public enum PolicyCatalogue {
  /// The exceedance newsvendor.
  public static let newsvendor = "exceedance"
  /// Fitted Q-iteration.
  public static let fittedQ = "fitted-q"
  /// Tabular Q-learning.
  static let tabularQ = "tabular-q"
  /// The clairvoyant optimum: a bound, no policy.
  static let hindsight = "hindsight"

  /// Policies that are trained on a fleet's past before they are judged.
  public static let learned = [newsvendor, fittedQ, tabularQ]
  /// Those of them that can be trained into a file.
  public static let trainable = [newsvendor, fittedQ]
  /// Policies of this project. All others are rivals.
  static let own = learned + [PeakQuantilePolicy.name, ExceedancePolicy.name]

  /// Registered rules of others, with their documented knobs.
  static let rivals: [any SizingPolicy] = SizingPolicies.all.filter { !own.contains($0.name) }
    .map { $0.init() }

  /// The rules among them as the replay takes them: with their documented knobs alone.
  static let documented = rivals.compactMap { $0 as? any TargetRule }.map {
    RuleVariants($0, isDefault: true, factors: [$0.factor], bands: [$0.band])
  }

  /// Names that the daily replay takes, in its order.
  ///
  /// - Parameter isTuned: Whether policies are trained and tuned first; without that they keep their documented knobs, and
  ///   those that have to learn take no part.
  public static func replayed(isTuned: Bool) -> [String] {
    guard isTuned else { return [PeakQuantilePolicy.name] + rivals.map { type(of: $0).name } }
    var names: [String] = []
    for variants in RuleVariants.all where !names.contains(type(of: variants.rule).name) {
      names.append(type(of: variants.rule).name)
    }
    return names + learned + [PeakQuantilePolicy.name]
  }

  /// Refuses names that the daily replay cannot judge.
  ///
  /// - Throws: `SizingError.unknownPolicy`; `EvaluationError.notReplayed` for a policy that is not decided day by day, or
  ///   that has to be trained first.
  public static func check(_ names: [String], isTuned: Bool) throws {
    let known = replayed(isTuned: isTuned)
    for name in names where !known.contains(name) {
      if name == ExceedancePolicy.name {
        throw EvaluationError.notReplayed(
          policy: name,
          because:
            "decides for a plan's horizon, not day by day; past plans judge it, in a backtest without --policies"
        )
      }
      if learned.contains(name) {
        throw EvaluationError.notReplayed(
          policy: name,
          because: "has to learn before it is judged; say with --train-until TIME from what")
      }
      throw SizingError.unknownPolicy(name: name, known: known)
    }
  }
}
