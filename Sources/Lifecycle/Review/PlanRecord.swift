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
    var last: [String: AuditEntry] = [:]
    for entry in entries where entry.event == .scored {
      let key = "\(entry.plan) \(entry.details["entity"] ?? "")"
      if last.updateValue(entry, forKey: key) == nil { order.append(key) }
    }
    let tried = order.compactMap { last[$0] }.filter { $0.details["landing"] == "landed" }
    let ended = tried.filter { $0.details["final"] == "true" }
    var levels: [(level: Double, text: String)] = []
    for text in Set(ended.compactMap { $0.details["serviceLevel"] }) {
      guard let level = Double(text) else { continue }
      let some = ended.filter { $0.details["serviceLevel"] == text }.suffix(Self.depth)
      let held = some.count { $0.details["held"] == "true" }
      levels.append(
        (
          level,
          "Of the last \(PlanText.count(some.count, "change")) at \(PlanText.percent(level)), "
            + "\(PlanText.percent(Double(held) / Double(some.count))) held."
        ))
    }
    var sentences = levels.sorted { $0.level > $1.level }.map(\.text)
    let open = tried.count - ended.count
    if open > 0 {
      let missed = tried.count { $0.details["final"] != "true" && $0.details["held"] != "true" }
      sentences.append(
        "\(PlanText.count(open, "earlier change")) still within the horizon: \(missed) "
          + "needed more than proposed so far.")
    }
    self.sentences = sentences
  }
}
