public import CapacityModel
public import HeadroomBasics
internal import RealModule

/// What other decisions taught of one entity's: how likely demand passes a size, and how such promises were kept.
public struct DecisionKnowledge: Sendable, Hashable, Codable {
  /// P(peak > size | past) at the plan's horizon.
  public var model: HorizonExceedance
  /// What became of decisions.
  public var calibration: DecisionCalibration
  /// Whether the fleet's own past taught the model; else it is that of other fleets.
  public var isOwn: Bool
  /// The same of shorter horizons, each a bound: demand that passes a size within them passes it within the plan's, too.
  public var shorter: [DecisionKnowledge] = []

  /// Creates what decisions rest on: probabilities of the model, corrected by the calibration.
  public init(
    model: HorizonExceedance, calibration: DecisionCalibration, isOwn: Bool = false
  ) {
    (self.model, self.calibration, self.isOwn) = (model, calibration, isOwn)
  }
}

/// All that a decision rests on: what was known at the origin, and nothing later.
public struct DecisionContext: Sendable {
  /// Demand and sizes up to the origin.
  public var history: EntityHistory
  /// The origin: no later sample was seen.
  public var now: Timestamp
  /// Days for which the size must hold, `> 0`.
  public var horizon: Int
  /// How much a shortage hurts.
  public var tier: Tier
  /// The probability aimed at, in (0, 1).
  public var serviceLevel: Double
  /// Floor, cap and step.
  package var bounds: SizeBounds
  /// The other guardrails.
  public var limits: Guardrails
  /// The size that another policy wants; `nil` for the one whose expected cost is least.
  public var wanted: Recommendation?

  /// Creates a context.
  package init(
    history: EntityHistory, now: Timestamp, horizon: Int, tier: Tier, serviceLevel: Double,
    bounds: SizeBounds, limits: Guardrails, wanted: Recommendation? = nil
  ) {
    (self.history, self.now, self.horizon) = (history, now, horizon)
    (self.tier, self.serviceLevel) = (tier, serviceLevel)
    (self.bounds, self.limits, self.wanted) = (bounds, limits, wanted)
  }
}

/// The one place that decides, bounds, rounds and scores a size: a pure function.
///
/// Plans call it for now, backtests for every past origin. `docs/methods/decision.md` has the formulas.
public enum SizeDecider {
  /// Decides the size of one entity.
  ///
  /// - Parameter knowledge: What the fleet and others taught, of horizons that ended by the origin.
  public static func decide(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge
  ) -> SizeDecision {
    decided(context, knowing: knowledge).decision
  }

  /// The decision, and the model's log-odds that demand passes its size: what is learnt from.
  package static func decided(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge
  ) -> (decision: SizeDecision, logOdds: Double?) {
    let history = context.history
    let past = PastState(history, origin: history.peaks.count, horizon: context.horizon)
    let decision = decide(
      context, curve: past.map { PeakCurve(of: history, past: $0, knowing: knowledge) },
      record: past.map { PastRecord($0, history) }, trend: past?.trend)
    let logOdds = decision.size.flatMap { size in
      past.map { knowledge.model.logOdds($0, size: Double(size.bytes)) }
    }
    return (decision, logOdds)
  }

  /// The decisions that several policies' sizes lead to, by one curve.
  ///
  /// - Parameter wanted: What each policy wants; `nil` for the size whose expected cost is least.
  package static func decide(
    _ context: DecisionContext, knowing knowledge: DecisionKnowledge, wanted: [Recommendation?]
  ) -> [SizeDecision] {
    let history = context.history
    let past = PastState(history, origin: history.peaks.count, horizon: context.horizon)
    let curve = past.map { PeakCurve(of: history, past: $0, knowing: knowledge) }
    // How far the samples can be believed is the same for every policy.
    let observed = ObservedPast(history, now: context.now)
    let quality = EntityQuality(history, past: observed, now: context.now)
    return wanted.map { wanted in
      var context = context
      context.wanted = wanted
      return decide(
        context, observed: observed, quality: quality, curve: curve, record: nil,
        trend: past?.trend)
    }
  }

  /// Decides by a given curve; everything else is as in `decide(_:knowing:)`.
  ///
  /// - Parameters:
  ///   - curve: P(peak over the horizon > size); `nil` where too little is known.
  ///   - record: What the entity's own past says, for the reasons.
  ///   - trend: The steady trend of its demand, where there is one.
  package static func decide(
    _ context: DecisionContext, curve: PeakCurve?, record: PastRecord? = nil,
    trend: SteadyTrend? = nil
  ) -> SizeDecision {
    let observed = ObservedPast(context.history, now: context.now)
    return decide(
      context, observed: observed,
      quality: EntityQuality(context.history, past: observed, now: context.now), curve: curve,
      record: record, trend: trend)
  }

  /// Decides by what was read of the history already.
  private static func decide(
    _ context: DecisionContext, observed: ObservedPast, quality: EntityQuality, curve: PeakCurve?,
    record: PastRecord?, trend: SteadyTrend?
  ) -> SizeDecision {
    let history = context.history
    let curve = curve?.stretched(by: quality.widening)
    let obstacles = Obstacles.all(
      for: history, past: observed, quality: quality, now: context.now, limits: context.limits,
      isKnown: curve != nil, wanted: context.wanted)
    guard obstacles.isEmpty, let curve, let current = history.configured else {
      return SizeDecision(
        investigating: history.entity, current: history.configured, curve: curve,
        serviceLevel: context.serviceLevel, obstacles: obstacles)
    }
    var choice = SizeChoice(
      context: context, observed: observed, quality: quality, record: record, curve: curve,
      trend: trend, current: current)
    choice.choose()
    return choice.decision()
  }
}

/// What an entity's own past says of sizes.
package struct PastRecord: Sendable {
  private let windows: PastWindows
  private let shift: Timestamp?

  init(_ past: PastState, _ history: EntityHistory) {
    windows = past.windows
    shift = past.restart.map { history.start + .days(Int64($0)) }
  }

  /// Since when the record counts, where that is not the first sample.
  var sentence: String? {
    shift.map {
      "Its level shifted on \($0.dateText) and stayed there, so its record begins anew on that day."
    }
  }

  /// How many past windows stayed within a size; `nil` where there are too few.
  func windows(within size: ByteCount) -> WindowRecord? {
    WindowRecord(peaks: windows.peaks, within: size, days: windows.horizon)
  }
}

extension PeakCurve {
  /// The final curve of an entity: the model's, corrected by what became of decisions, bounded by the entity's own record.
  init(of history: EntityHistory, past: PastState, knowing knowledge: DecisionKnowledge) {
    let highest = Double.exp(past.references[5])
    let low = max(PastState.floor / 2, 0.4 * Double.exp(past.references[7]))
    let high = max(16 * highest, 4 * (past.size ?? highest))
    let ratio = Double.pow(high / low, 1 / Double(Self.points - 1))
    var sizes = (0..<Self.points).map { low * Double.pow(ratio, Double($0)) }
    let needed = PastState.needs(history, from: 0, to: history.peaks.count).reduce(0) {
      $1 > $0 ? $1 : $0
    }
    // Promises jump where the own past no longer passes a size.
    sizes += [needed * (1 - 1e-6), needed].filter { $0 > 0 }
    if let size = past.size { sizes += [EntityHistory.cutOffShare * size, size, size * 1.001] }
    sizes.sort()
    var distinct: [Double] = []
    for size in sizes where size > (distinct.last ?? 0) * (1 + 1e-9) { distinct.append(size) }
    // What passes a size within a week passes it within a month.
    let within = knowledge.shorter.compactMap { shorter in
      PastState(history, origin: history.peaks.count, horizon: shorter.model.horizon).map {
        Self.risks(of: distinct, past: $0, needed: needed, knowing: shorter)
      }
    }
    self.init(
      sizes: distinct,
      exceedance: within.reduce(
        Self.risks(of: distinct, past: past, needed: needed, knowing: knowledge)
      ) { zip($0, $1).map(max) })
  }

  /// P(peak over the model's own horizon > size), for ascending sizes.
  ///
  /// - Parameter needed: The most that any day showed to be needed, bytes.
  private static func risks(
    of sizes: [Double], past: PastState, needed: Double, knowing knowledge: DecisionKnowledge
  ) -> [Double] {
    zip(sizes, past.windows.bounds(of: sizes)).map { size, bound in
      let logOdds = knowledge.model.logOdds(past, size: size)
      let line: DecisionCalibration.Line =
        if let present = past.size {
          size < present * (1 - 1e-9)
            ? knowledge.calibration.shrink
            : size > present * (1 + 1e-9)
              ? knowledge.calibration.grow : knowledge.calibration.hold
        } else { .none }
      // What its own past would not have kept is never promised for sure, however long ago that was.
      let most = min(bound, needed > size ? 0.99 : 1)
      let trend = past.trend?.exceedance(of: size, after: knowledge.model.horizon) ?? 0
      return max(line.probability(logOdds), 1 - most, trend, past.repeats(size))
    }
  }

  private static let points = 64
}
