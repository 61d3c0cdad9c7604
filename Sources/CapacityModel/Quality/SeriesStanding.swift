public import HeadroomBasics

/// How far the samples of one entity can be believed, beside its forecast.
public struct SeriesStanding: Sendable, Hashable, Codable {
  /// Whose.
  public var entity: EntityID
  /// Whether it is sampled and on, off, or gone.
  public var state: EntityQuality.State
  /// What is doubtful, the gravest first.
  public var doubts: [DataDoubt]

  /// Creates a standing.
  public init(entity: EntityID, state: EntityQuality.State, doubts: [DataDoubt]) {
    (self.entity, self.state, self.doubts) = (entity, state, doubts)
  }

  /// Judges a history as of `now`.
  public init(of history: EntityHistory, now: Timestamp) {
    let quality = EntityQuality(history, now: now)
    self.init(entity: history.entity, state: quality.state, doubts: quality.doubts)
  }

  /// Whether a doubt keeps its size from falling, or from being judged at all.
  public var isDoubted: Bool { doubts.contains { $0.effect.holds } }

  /// `frozen`, `powered-off`, or nothing where there is nothing to say.
  public var word: String? {
    if state != .active { return state.rawValue }
    return doubts.first { $0.effect.holds }?.kind.rawValue
  }
}

extension Sequence<SeriesStanding> {
  /// What a reader of forecasts must know first of the samples behind them; `nil` where all can be believed.
  ///
  /// - Parameter count: Entities that are forecast, those included that are not among these.
  public func sentence(of count: Int) -> String? {
    let doubted = filter { $0.isDoubted && $0.state == .active }
    let gone = filter { $0.state != .active }
    var parts: [String] = []
    if !doubted.isEmpty {
      parts.append(
        "the samples of \(doubted.count) of \(PlanText.count(count, "entity", plural: "entities")) are doubted: "
          + Self.names(doubted)
          + "; their forecasts continue what may be wrong")
    }
    if !gone.isEmpty {
      parts.append(
        "\(PlanText.count(gone.count, "entity", plural: "entities")) off or gone for two weeks: "
          + Self.names(gone))
    }
    guard !parts.isEmpty else { return nil }
    let text = parts.joined(separator: "; ")
    return
      "\(text.prefix(1).uppercased())\(text.dropFirst()); 'headroom store info --quality' lists why."
  }

  /// The first names with what is said of them.
  private static func names(_ standings: [SeriesStanding]) -> String {
    let shown = 5
    let names = standings.prefix(shown).map { "\($0.entity) (\($0.word ?? ""))" }
    let rest = standings.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
