public import HeadroomBasics

/// Whether what is installed carries the demand of one node: the line that hardware is bought by.
public struct NodeOutlook: Sendable, Hashable, Codable {
  /// What the node is.
  public var level: HierarchyLevel
  /// The name of the host, cluster or site; `fleet` for the fleet.
  public var name: String
  /// Series that add up to it.
  public var series: Int
  /// What carries it; `nil` where that is not known.
  public var installed: ByteCount?
  /// Where `installed` comes from: hosts, or the sum of configured sizes where no host is known; `nil` where neither is.
  public var source: ForecastSummary.Installed.Source?
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
    source = installed == nil ? nil : .hosts
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
    let what =
      source == .configured
      ? "the sum of configured sizes (\(installed); no hosts are known)"
      : "installed capacity (\(installed))"
    guard let passes else {
      return "\(share) of \(subject) stays within \(what) until "
        + "\(end.dayText)"
    }
    return "\(share) of \(subject) passes \(what) on \(passes.dayText)"
  }
}

extension Timestamp {
  /// The UTC day: `2026-05-01`.
  fileprivate var dayText: String { String(description.prefix(10)) }
}
