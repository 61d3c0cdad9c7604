/// The rungs over which demand adds up, the narrowest first.
public enum HierarchyLevel: String, CaseIterable, Sendable, Codable {
  /// Single VMs or containers.
  case vm
  /// The hosts they run on.
  case host
  /// The clusters of these hosts.
  case cluster
  /// The sites of these clusters.
  case site
  /// All series of the store together.
  case fleet
}
