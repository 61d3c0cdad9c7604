public import HeadroomBasics

/// Whether what is installed carries the demand of one node: the line that hardware is bought by.
public struct NodeOutlook: Sendable, Hashable, Codable {
  /// What the node is.
  public var level: HierarchyLevel
  /// The name of the host, cluster or site; `fleet` for the fleet.
  public var name: String
  /// Series that add up to it.
  public var series: Int
  /// Memory of its hosts less their failover reserve; `nil` where the inventory lists none.
  public var installed: ByteCount?
  /// The probability that `passes` is about: 0.9.
  public var probability: Double
  /// Median demand at the last step.
  public var medianAtEnd: ByteCount
  /// The quantile at `probability` of demand at the last step.
  public var quantileAtEnd: ByteCount
  /// The quantile at `probability` of the largest demand over the horizon.
  public var peak: ByteCount
  /// The first step by whose end the quantile at `probability` of the largest demand so far is above `installed`; `nil`
  /// where `peak` is not.
  public var passes: Timestamp?

  /// Creates an outlook.
  public init(
    level: HierarchyLevel, name: String, series: Int, installed: ByteCount?, probability: Double,
    medianAtEnd: ByteCount, quantileAtEnd: ByteCount, peak: ByteCount, passes: Timestamp?
  ) {
    (self.level, self.name, self.series, self.installed) = (level, name, series, installed)
    (self.probability, self.medianAtEnd) = (probability, medianAtEnd)
    (self.quantileAtEnd, self.peak, self.passes) = (quantileAtEnd, peak, passes)
  }

  /// The outlook as a sentence.
  ///
  /// - Parameter end: The end of the horizon.
  public func sentence(until end: Timestamp) -> String {
    let share = "p\(Int((probability * 100).rounded())) of the peak"
    let subject = level == .fleet ? "fleet demand" : "demand of \(level.rawValue) \(name)"
    guard let installed else {
      return "installed capacity for \(subject) is not known; list its hosts in the inventory"
    }
    guard let passes else {
      return "\(share) of \(subject) stays within installed capacity (\(installed)) until "
        + "\(end.dayText)"
    }
    return "\(share) of \(subject) passes installed capacity (\(installed)) on \(passes.dayText)"
  }
}

extension Timestamp {
  /// The UTC day: `2026-05-01`.
  fileprivate var dayText: String { String(description.prefix(10)) }
}
