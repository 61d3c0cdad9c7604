import CapacityModel

/// How often changes held that were promised to: the record of plans whose horizon is over.
public struct PlanRecord: Sendable, Hashable {
  /// Changes looked back on, the latest.
  private static let depth = 120

  /// One sentence a service level, the highest first; empty without any scored change.
  public let sentences: [String]

  /// Reads the record from the lines of an audit log.
  ///
  /// Of each change the last score counts, and only a final one: to count misses before the end and successes after it
  /// would make the record look worse than it is. Changes that never landed tried nothing and are left out.
  public init(of entries: [AuditEntry]) {
    var order: [String] = []
    var last: [String: ScoredOutcome] = [:]
    for outcome in entries.compactMap({ ScoredOutcome($0) }) {
      let key = "\(outcome.plan) \(outcome.entity)"
      if last.updateValue(outcome, forKey: key) == nil { order.append(key) }
    }
    let tried = order.compactMap { last[$0] }.filter { $0.landing == .landed }
    let ended = tried.filter(\.isFinal)
    var sentences = Set(ended.compactMap(\.serviceLevel)).sorted(by: >).map { level in
      let some = ended.filter { $0.serviceLevel == level }.suffix(Self.depth)
      let held = some.count { $0.held }
      return "Of the last \(PlanText.count(some.count, "change")) at \(PlanText.percent(level)), "
        + "\(PlanText.percent(Double(held) / Double(some.count))) held."
    }
    let open = tried.count - ended.count
    if open > 0 {
      let missed = tried.count { !$0.isFinal && !$0.held }
      sentences.append(
        "\(PlanText.count(open, "earlier change")) still within the horizon: \(missed) "
          + "needed more than proposed so far.")
    }
    self.sentences = sentences
  }
}
