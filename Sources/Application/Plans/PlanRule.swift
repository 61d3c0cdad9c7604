internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

/// The policy that chooses a plan's sizes: a registered or a trained one.
struct PlanRule: Sendable {
  let name: String
  let knobs: [String: Double]
  /// Days from one decision to the next that the policy was made for; `nil` where it sizes for the plan's own horizon.
  let window: Int?
  /// The policy's recommendation; `nil` where expected cost alone decides.
  private let recommend: (@Sendable (SizingContext) -> Recommendation)?

  /// Finds the policy that a request names.
  ///
  /// - Parameter origin: A trained policy must not have seen anything later.
  init(_ request: PlanRequest, at origin: Timestamp) throws {
    guard let path = request.policyFile else {
      let asked = request.policy ?? ExceedancePolicy.name
      let policy = try SizingPolicies.named(asked)
      (name, knobs, window) = (asked, policy.knobs, nil)
      if policy is ExceedancePolicy {
        recommend = nil
      } else {
        recommend = { context in policy.recommendation(for: context) }
      }
      return
    }
    switch try PolicyFile.read(path) {
    case .trained(let trained):
      try trained.check(at: origin)
      let policy = TrainedSizingPolicy(trained)
      (name, knobs, window) = (trained.policy, policy.knobs, trained.window)
      recommend = { policy.recommendation(for: $0) }
    case .tuned(let rule):
      let policy = try rule.sizingPolicy(at: origin)
      (name, knobs, window) = (rule.policy, rule.rule, rule.window)
      recommend = { policy.recommendation(for: $0) }
    }
  }

  /// A warning for policies that expect to decide again before the horizon ends.
  func note(horizon: Duration) -> String? {
    guard let window, .days(Int64(window)) < horizon else { return nil }
    return
      "Sizes of \(name) from a file were tuned to be decided anew every \(window) d; what is sure of each is told for all of "
      + "\(horizon.shortText), so make the plan again every \(window) d or use another policy."
  }

  /// The policy's recommendation; `nil` where expected cost alone decides.
  func recommendation(for context: SizingContext) -> Recommendation? { recommend?(context) }
}
