/// How many past decisions of a fleet were followed, what they promised and what came.
public struct DecisionRecord: Sendable, Hashable, Codable {
  /// Decisions of one action.
  public struct Tally: Sendable, Hashable, Codable {
    /// How many decisions were followed.
    public var count = 0
    /// Misses promised: the sum of 1 − score.
    public var promised = 0.0
    /// Misses that came: decisions whose size demand passed within the horizon.
    public var came = 0
  }

  /// One tally for each action that was followed.
  public private(set) var tallies: [PlanItem.Action: Tally] = [:]

  /// Creates a record of no decisions.
  public init() {}

  /// Reads a record: an object with one tally an action.
  public init(from decoder: any Decoder) throws {
    let named = try decoder.singleValueContainer().decode([String: Tally].self)
    for (name, tally) in named {
      guard let action = PlanItem.Action(rawValue: name) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "'\(name)' is no action"))
      }
      tallies[action] = tally
    }
  }

  /// Writes an object with one tally an action.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    let named = tallies.map { ($0.key.rawValue, $0.value) }
    try container.encode(Dictionary(uniqueKeysWithValues: named))
  }

  /// How many decisions were followed, whatever the action.
  public var count: Int { tallies.values.reduce(0) { $0 + $1.count } }

  /// Counts one decision.
  ///
  /// - Parameters:
  ///   - promised: The probability of a miss that was stated.
  ///   - missed: Whether demand passed the size within the horizon.
  package mutating func add(_ action: PlanItem.Action, promised: Double, missed: Bool) {
    tallies[action, default: Tally()].count += 1
    tallies[action, default: Tally()].promised += promised
    tallies[action, default: Tally()].came += missed ? 1 : 0
  }
}
