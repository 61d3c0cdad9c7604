internal import HeadroomBasics

/// What makes a plan that plan: a digest of its content.
///
/// The id is the SHA-256, in lower-case hexadecimal, of the plan's canonical JSON without `id`, `created` and `approvals`: keys
/// sorted by their UTF-8 bytes, no white space, slashes unescaped, absent fields left out, numbers in the shortest
/// form that reads back the same.
public enum PlanIdentity {
  /// The id that the content of `plan` has, whatever it calls itself.
  ///
  /// - Throws: `PlanIdentityError.notEncodable`.
  public static func id(of plan: ResizePlan) throws(PlanIdentityError) -> String {
    var digest = ContentDigest()
    digest.update(try canonicalJSON(of: plan))
    return digest.hexadecimal
  }

  /// The bytes that the id digests.
  ///
  /// - Throws: `PlanIdentityError.notEncodable`.
  public static func canonicalJSON(of plan: ResizePlan) throws(PlanIdentityError) -> [UInt8] {
    do {
      return try CanonicalJSON.bytes(of: IdentifiedContent(plan: plan))
    } catch {
      throw .notEncodable("\(error)")
    }
  }

  /// Checks that a plan still is what its id says. Ids of plans made before `clusters` were a part of it are good, too.
  ///
  /// - Throws: `PlanIdentityError.mismatch` where its content was changed.
  public static func verify(_ plan: ResizePlan) throws(PlanIdentityError) {
    let computed = try id(of: plan)
    if computed == plan.id { return }
    guard plan.clusters != nil, try idWithoutClusters(of: plan) == plan.id else {
      throw .mismatch(stated: plan.id, computed: computed)
    }
  }

  /// The id that plans with clusters had before 0.2.
  private static func idWithoutClusters(of plan: ResizePlan) throws(PlanIdentityError) -> String {
    var former = plan
    former.clusters = nil
    return try id(of: former)
  }
}

/// What can be wrong with a plan's id.
public enum PlanIdentityError: Error, Hashable, Sendable {
  /// A plan that JSON cannot carry; says why.
  case notEncodable(String)
  /// A plan whose id is not that of its content.
  case mismatch(stated: String, computed: String)
}

extension PlanIdentityError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .notEncodable(let why):
      "the plan cannot be written as JSON: \(why)"
    case .mismatch(let stated, let computed):
      "the plan calls itself \(stated) but its content is \(computed): it was changed after it "
        + "was made; make it anew"
    }
  }
}

/// A plan as its id sees it.
private struct IdentifiedContent: Encodable {
  let plan: ResizePlan

  private enum CodingKeys: String, CodingKey {
    case schema
    case now
    case horizon
    case serviceLevel
    case policy
    case data
    case summary
    case items
    case hosts
    case clusters
    case warnings
    case rollbackOf
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(plan.schema, forKey: .schema)
    try container.encode(plan.now, forKey: .now)
    try container.encode(plan.horizon, forKey: .horizon)
    try container.encode(plan.serviceLevel, forKey: .serviceLevel)
    try container.encode(plan.policy, forKey: .policy)
    try container.encode(plan.data, forKey: .data)
    try container.encode(plan.summary, forKey: .summary)
    try container.encode(plan.items, forKey: .items)
    try container.encode(plan.hosts, forKey: .hosts)
    try container.encodeIfPresent(plan.clusters, forKey: .clusters)
    try container.encode(plan.warnings, forKey: .warnings)
    try container.encodeIfPresent(plan.rollbackOf, forKey: .rollbackOf)
  }
}
