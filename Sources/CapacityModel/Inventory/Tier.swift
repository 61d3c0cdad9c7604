/// How much a shortage hurts; sets the service level that sizes aim at.
public enum Tier: String, CaseIterable, Sendable, Codable {
  /// A shortage is an incident.
  case critical
  /// The tier of entities that the inventory gives none.
  case standard
  /// Work that can wait or restart.
  case batch

  /// The probability that the peak over the horizon should fit, where nobody asked for another.
  public var serviceLevel: Double {
    switch self {
    case .critical: 0.99
    case .standard: 0.95
    case .batch: 0.90
    }
  }
}
