/// Registered names of learned policies.
package enum LearnedPolicyName {
  /// The exceedance newsvendor.
  package static let newsvendor = "exceedance"
  /// Fitted Q-iteration.
  package static let fittedQ = "fitted-q"
  /// Tabular Q-learning.
  package static let tabularQ = "tabular-q"
  /// The clairvoyant optimum.
  package static let hindsight = "hindsight"
}
