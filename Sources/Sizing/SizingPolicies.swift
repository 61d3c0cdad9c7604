/// The sizing policies, in the order in which help and reports list them; the first one is the default.
public enum SizingPolicies {
  /// Every registered policy.
  public static let all: [any SizingPolicy.Type] = [
    ExceedancePolicy.self, PeakQuantilePolicy.self, LastMaxPolicy.self, KeepConfiguredPolicy.self,
    VPAPolicy.self,
    AutopilotWindowPolicy.self, AutopilotLearningPolicy.self, KRRPolicy.self, AWSLikePolicy.self,
    CranePolicy.self, AriaLikePolicy.self, HyperVPolicy.self, SeasonalMaxPolicy.self,
    StaticProvisionPolicy.self,
  ]

  /// The policy registered as `name`, with its documented knobs.
  ///
  /// - Throws: `SizingError.unknownPolicy`.
  public static func named(_ name: String) throws(SizingError) -> any SizingPolicy {
    guard let type = all.first(where: { $0.name == name }) else {
      throw .unknownPolicy(name: name, known: all.map { $0.name })
    }
    return type.init()
  }
}
