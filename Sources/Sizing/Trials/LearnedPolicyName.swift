/// Registered names of learned policies.
public enum LearnedPolicyName {
  /// The exceedance newsvendor.
  public static let newsvendor = "exceedance"
  /// Fitted Q-iteration.
  public static let fittedQ = "fitted-q"
  /// Tabular Q-learning.
  public static let tabularQ = "tabular-q"
  /// The clairvoyant optimum.
  public static let hindsight = "hindsight"
}
