public import HeadroomBasics

/// How far an entity's samples can be believed, as of the end of its history.
///
/// Pure: the same for a plan made now and for a past origin of a backtest. `docs/methods/trust.md` states every rule.
public struct EntityQuality: Sendable, Hashable {
  /// What is left of an entity at the origin.
  public enum State: String, Sendable, Codable {
    /// It is sampled and on.
    case active
    /// It was off for the last two weeks.
    case poweredOff = "powered-off"
    /// It was not seen for the last two weeks.
    case retired
  }

  /// How long an entity must be silent, or off, to count as gone: one rule for plans, forecasts, reports and hosts.
  public static let goneAfter = Duration.days(14)

  /// The usual time between samples of the last four weeks, seconds; `nil` where there are none.
  public let interval: Double?
  /// The longest time between two of them, seconds.
  public let longestGap: UInt32
  /// Whether it is there at all.
  public let state: State
  /// What its observed peaks are multiplied by, as samples do not show the peaks between them; at least 1.
  public let widening: Double
  /// What is doubtful, the gravest first.
  public let doubts: [DataDoubt]

  /// Judges a history as of `now`.
  public init(_ history: EntityHistory, now: Timestamp) {
    self.init(history, past: ObservedPast(history, now: now), now: now)
  }

  /// Judges a history whose past was read as of `now` already.
  package init(_ history: EntityHistory, past: ObservedPast, now: Timestamp) {
    let sampling = SamplingEvidence(of: history)
    interval = sampling.interval
    longestGap = sampling.longestGap
    if past.offSince != nil {
      state = .poweredOff
    } else if let last = past.lastObserved, last + Self.goneAfter < now {
      state = .retired
    } else {
      state = .active
    }
    let rules = DoubtRules(history: history, sampling: sampling, now: now)
    let distance = rules.averages ?? rules.coarseSampling
    // Where a person says that samples show the peaks, nothing is added to them.
    let isTrusted = distance.map { history.sampling.word(on: $0.doubt.kind, at: now) != nil }
    widening = isTrusted ?? false ? 1 : distance?.widening ?? 1
    let found =
      ([
        rules.sharedName, rules.implausiblySmall, rules.implausiblyLarge, rules.frozen,
        distance?.doubt.kind == .averages ? distance?.doubt : nil, rules.gap, rules.unseenHours,
        distance?.doubt.kind == .coarseSampling ? distance?.doubt : nil,
      ].compactMap { $0 } + history.sampling.recorded).map { doubt in
        history.sampling.word(on: doubt.kind, at: now).map(doubt.overruled) ?? doubt
      }
    doubts = found.enumerated().sorted { left, right in
      left.element.effect == right.element.effect
        ? left.offset < right.offset : left.element.effect > right.element.effect
    }.map(\.element)
  }

  /// The gravest effect; `nil` where nothing is doubtful.
  public var effect: DataDoubt.Effect? { doubts.first?.effect }
}
