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
  /// What its peaks are multiplied by, as its samples are averages, declared; at least 1.
  public let widening: Double
  /// What the largest demand ever seen is multiplied by to bound a shrink, as samples may not show the peaks between them; at
  /// least `widening`.
  public let keptPeaks: Double
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
    keptPeaks = isTrusted ?? false ? 1 : distance?.widening ?? 1
    widening = history.sampling.statistic == .average ? keptPeaks : 1
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

extension EntityQuality {
  /// Distances that samplers have, seconds.
  private static let usualIntervals: [Double] = [
    60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800, 43_200, 86_400,
  ]

  /// `5 minutes`, `2 hours`, `3 days`: the usual time between samples, of which a few that are missing make no odd one.
  package static func text(interval: Double) -> String {
    text(of: usualIntervals.first { (0.99...1.08).contains(interval / $0) } ?? interval)
  }

  /// A time in seconds as `5 minutes`, `2 hours`, `3 days`.
  static func text(of seconds: Double) -> String {
    if seconds < 5400 { return PlanText.count(Int((seconds / 60).rounded()), "minute") }
    if seconds < 129_600 { return PlanText.count(Int((seconds / 3600).rounded()), "hour") }
    return PlanText.count(Int((seconds / 86_400).rounded()), "day")
  }
}
