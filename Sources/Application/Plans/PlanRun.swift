internal import Actuation
public import CapacityModel
internal import Evaluation
internal import Forecasting
public import HeadroomBasics
public import Lifecycle
internal import LinearAlgebra
public import Planning
internal import SeriesStorage
internal import Sizing

/// The inputs and settings of a plan.
public struct PlanRequest: Sendable {
  /// Bounds on proposed sizes.
  public var guardrails: Guardrails
  /// How far ahead sizes must hold.
  public var horizon: Duration
  /// The probability to aim at for every tier; each tier's own when absent.
  public var serviceLevel: Double?
  /// The sizing policy's registered name; the best on the fleet's own past when absent.
  public var policy: String?
  /// A file of `headroom train policy`, which then takes the policy's place.
  public var policyFile: String?
  /// The threshold rules that are switched on.
  public var thresholds: [ThresholdRule]
  /// When the plan is made, where no origin is given.
  public var created: Timestamp
  /// How often earlier promises held, for the plan's warnings.
  public var record: PlanRecord

  /// Initial weights of the forecaster.
  public var weights = ForecasterWeights.shipped
  /// Initial weights of decisions: a file of `headroom train decision`; the shipped weights when absent.
  public var decisionWeights: String?

  /// Creates a request with the defaults of `headroom plan`.
  public init(created: Timestamp) {
    (self.created, guardrails) = (created, Guardrails())
    (horizon, serviceLevel) = (.weeks(13), nil)
    (policy, policyFile) = (nil, nil)
    thresholds = ThresholdRule.all
    record = PlanRecord(of: [])
  }
}

/// Walks from the store to a plan.
public enum PlanRun {
  /// The calendar step of demand: one day, the decision window.
  static let step = Duration.days(1)

  /// Makes a plan.
  ///
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public static func make(_ request: PlanRequest, in workspace: Workspace) throws -> ResizePlan {
    try made(request, in: workspace).plan
  }

  /// A plan, the demand so far of each of its entities in as many stretches as fit beside a row, and, where they are
  /// drawn, pictures of the fleet and of the entities that it changes or that a person must look at.
  public static func withPast(
    _ request: PlanRequest, in workspace: Workspace, draws: Bool
  ) throws -> (
    plan: ResizePlan, past: [EntityID: [Double?]], pictures: [EntityID: DemandPicture],
    fleet: NodePicture?
  ) {
    let sums = draws ? try NodePictures(request, horizon: steps(in: request.horizon)) : nil
    let (plan, demand, forecast, curves) = try made(
      request, in: workspace, sums: sums.map { [$0.request] } ?? [])
    let past = demand.histories.map { history in
      (history.entity, DemandPicture.stretches(of: history.peaks, atMost: pastPoints).values)
    }
    return (
      plan, Dictionary(past, uniquingKeysWith: { first, _ in first }),
      draws ? pictures(of: plan, demand: demand, forecast: forecast, curves: curves) : [:],
      try sums?.fleet(in: workspace, demand)
    )
  }

  /// Demand so far and ahead of the entities that a plan changes or that a person must look at.
  static func pictures(
    of plan: ResizePlan, demand: DemandSnapshot, forecast: ForecastPanel, curves: [PeakCurve?]
  ) -> [EntityID: DemandPicture] {
    let changed = Set(
      plan.items.filter { $0.action != .hold }.map(\.entity))
    var pictures: [EntityID: DemandPicture] = [:]
    for (series, history) in demand.histories.enumerated() where changed.contains(history.entity) {
      var picture = DemandPicture(
        of: forecast, series: series, past: history.peaks, calendar: demand.panel.calendar)
      if let curve = curves[series] { picture.bound(by: curve) }
      picture.windows = DemandPicture.windows(
        of: history.peaks, calendar: demand.panel.calendar, steps: forecast.horizon)
      pictures[history.entity] = picture
    }
    return pictures
  }

  /// Stretches of the past beside a row.
  private static let pastPoints = 16

  /// A plan with its demand, forecast and peak curves.
  ///
  /// - Parameter sums: Further requests to the workspace's forecast, over the plan's horizon.
  static func made(
    _ request: PlanRequest, in workspace: Workspace, sums: [ForecastRequest] = []
  ) throws -> (
    plan: ResizePlan, demand: DemandSnapshot, forecast: ForecastPanel, curves: [PeakCurve?]
  ) {
    try BLASRuntime.prepare()
    try workspace.trust(request.guardrails.trust)
    let demand = try workspace.demand(every: step)
    let info = try workspace.store.info()
    let rule =
      try request.policy == nil && request.policyFile == nil
      ? nil : PlanRule(request, at: demand.now)
    let horizon = try steps(in: request.horizon)
    let hosts = HostPeakForecast.request(horizon: horizon)
    let asksHosts = HostPeakForecast.isAsked(of: demand.panel, in: workspace.inventory)
    let recorded = try recorded(
      demand.panel, in: workspace, horizon: horizon, weights: request.weights,
      sums: sums + (asksHosts ? [hosts] : []))
    let forecast = recorded.forecast
    var settings = PlanSettings(
      now: demand.now, created: workspace.now ?? request.created,
      horizon: request.horizon.shortText,
      serviceLevel: request.serviceLevel ?? Tier.standard.serviceLevel,
      policy: ResizePlan.Policy(
        name: rule?.name ?? ExceedancePolicy.name, parameters: rule?.knobs ?? [:], seed: 0),
      thresholds: request.thresholds)
    settings.platforms = Platforms.traits
    settings.pricePerGibibyteMonth = workspace.prices.perGibibyteMonth
    settings.record =
      request.record.sentences + [rule?.note(horizon: request.horizon)].compactMap { $0 }
    let fleet = try DecisionFleet(
      demand.histories, inventory: workspace.inventory, limits: request.guardrails,
      serviceLevel: request.serviceLevel, horizon: horizon)
    let choice = choice(rule, fleet: fleet, forecast: forecast)
    let made = FleetDecisions(
      fleet, at: demand.panel.stepCount,
      knowing: try workspace.learning(
        of: fleet, at: demand.panel.stepCount,
        weights: try DecisionWeightsFile.read(request.decisionWeights),
        judgesPolicies: choice.isOpen),
      choice: choice, loop: .threads)
    let decisions = made.decisions
    settings.policy.name = made.policy
    settings.decisions = made.record
    settings.record += [
      DecisionRecordText.sentence(made.record), DecisionRecordText.sentence(made.gate),
    ].compactMap { $0 }
    let planner = Planner(
      settings: settings, inventory: workspace.inventory, guardrails: request.guardrails)
    let inputs = inputs(
      decisions, fleet: fleet, demand: demand,
      reservations: try PresentReservations.read(from: workspace.store, before: demand.now))
    let data = ResizePlan.DataSummary(
      store: workspace.name,
      range: demand.range, series: demand.histories.count, samples: demand.samples,
      coverage: demand.coverage, rejected: info.rejectedRows,
      proxy: info.proxyNotes.isEmpty ? nil : info.proxyNotes.joined(separator: "; "))
    let joint = try HostPeakForecast(
      of: demand.panel, in: workspace.inventory, from: recorded, curves: decisions.map(\.curve))
    let plan = try planner.plan(
      for: inputs, forecast: forecast, data: data, hostPeaks: joint.hosts,
      clusters: joint.clusters)
    return (plan, demand, forecast, decisions.map(\.curve))
  }

  /// Who chooses the sizes: a policy that was asked for, or the best on the fleet's own past.
  private static func choice(
    _ rule: PlanRule?, fleet: DecisionFleet, forecast: ForecastPanel
  ) -> FleetDecisions.Choice {
    guard let rule else { return .best }
    return .named(rule.name) { place, history in
      rule.recommendation(
        for: SizingContext(
          history: history, peak: forecast.peak(of: place),
          serviceLevel: fleet.serviceLevel(of: place), tier: fleet.tier(of: place)))
    }
  }

  /// The forecast that plans use, and the basis of its sums.
  static func recorded(
    _ panel: Panel, in workspace: Workspace, horizon: Int, weights: ForecasterWeights,
    sums: [ForecastRequest]
  ) throws -> RecordedForecast {
    try workspace.forecast(
      panel,
      request: ForecastRequest(
        horizon: horizon, seasons: Seasons.known(forStep: step),
        peakLevels: ForecastRequest.planningPeakLevels),
      sums: sums, weights: weights)
  }

  /// The planner's input for each entity.
  private static func inputs(
    _ decisions: [SizeDecision], fleet: DecisionFleet, demand: DemandSnapshot,
    reservations: [EntityID: ByteCount]
  ) -> [PlanInput] {
    demand.histories.enumerated().map { column, history in
      var input = PlanInput(
        history: history, column: column, decision: decisions[column], tier: fleet.tier(of: column),
        serviceLevel: fleet.serviceLevel(of: column))
      input.reservation = reservations[history.entity]
      return input
    }
  }

  /// Whole steps that cover a horizon.
  static func steps(in horizon: Duration) throws(ApplicationError) -> Int {
    let (days, rest) = horizon.wholeMilliseconds.quotientAndRemainder(
      dividingBy: step.wholeMilliseconds)
    let steps = Int(days) + (rest > 0 ? 1 : 0)
    guard days > 0, (1...366).contains(steps) else {
      throw .badRequest(
        problem: "a horizon of \(horizon.shortText) is not between a day and a year",
        remedy: "give a --horizon such as 13w")
    }
    return steps
  }
}
