internal import CapacityModel
internal import Sizing

/// What chooses a plan's sizes: a registered policy, or one that was trained.
struct PlanRule {
  let name: String
  let knobs: [String: Double]
  private let recommend: (SizingContext) -> Recommendation

  /// Finds the policy that a request names.
  ///
  /// - Parameter origin: A trained policy must not have seen anything later.
  init(_ request: PlanRequest, at origin: Timestamp) throws {
    guard let path = request.policyFile else {
      let policy = try SizingPolicies.named(request.policy)
      (name, knobs) = (request.policy, policy.knobs)
      recommend = { policy.recommendation(for: $0) }
      return
    }
    let trained = try TrainedPolicyFile.read(path)
    try trained.check(at: origin)
    let policy = TrainedSizingPolicy(trained)
    (name, knobs) = (trained.policy, policy.knobs)
    recommend = { policy.recommendation(for: $0) }
  }

  func recommendation(for context: SizingContext) -> Recommendation { recommend(context) }
}
