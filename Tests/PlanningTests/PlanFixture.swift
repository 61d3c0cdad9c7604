import CapacityModel
import HeadroomBasics
import Planning
import Sizing

let gib = 1_073_741_824.0

/// One entity of a test, in GiB and days, with a forecast that grows by `growth` a step from `level`.
struct Guest {
  var name = "vm"
  var configured: Double? = 8
  var peaks: [Double?] = Array(repeating: 2, count: 40)
  var censoredDays: Set<Int> = []
  var offDays: Set<Int> = []
  var level = 2.0
  var growth = 0.0
  var season = 0.0
  /// What each peak level lies above the median, at `PlanFixture.peakLevels`.
  var spread = [0.0, 0.5, 1.0, 1.5]
  /// The policy's size; the peak's quantile at the service level when `nil`.
  var wanted: Double?
  var hasAnswer = true
  /// Whether no policy is asked: the size whose expected cost is least.
  var isCheapest = false
  var isForecast = true
  /// P(peak > size) that the decision rests on; the forecast's own when `nil`.
  var curve: PeakCurve?
  var serviceLevel = 0.95
  var tier = Tier.standard
  var reservation: Double?
}

/// A plan over a few guests: 28 daily steps ahead of 2013-09-02.
struct PlanFixture {
  static let peakLevels = [0.5, 0.9, 0.95, 0.99]
  static let now = Timestamp(seconds: 1_378_080_000)
  var guests: [Guest]
  var inventory = Inventory.empty
  var guardrails = Guardrails()
  var horizon = 28
  var created = PlanFixture.now
  var thresholds = ThresholdRule.all
  var hostPeaks: [HostPeak] = []
  var platforms: [String: PlatformTraits] = [:]
  var pricePerGibibyteMonth: Double?
  /// What became of past decisions.
  var decisions = DecisionRecord()

  func plan() throws(PlanningError) -> ResizePlan {
    try plan(of: guests.enumerated().map { input(for: $1, column: $0) })
  }

  /// A plan of the guests, by inputs of a test's own.
  func plan(of inputs: [PlanInput]) throws(PlanningError) -> ResizePlan {
    let samples = guests.reduce(0) { $0 + $1.peaks.count }
    var settings = PlanSettings(
      now: Self.now, created: created, horizon: "4w", serviceLevel: 0.95,
      policy: ResizePlan.Policy(name: "peak-quantile", parameters: ["criticalRatio": 0], seed: 1),
      thresholds: thresholds)
    (settings.decisions, settings.platforms) = (decisions, platforms)
    settings.pricePerGibibyteMonth = pricePerGibibyteMonth
    return try Planner(
      settings: settings, inventory: inventory, guardrails: guardrails
    ).plan(
      for: inputs, forecast: forecast,
      data: ResizePlan.DataSummary(
        store: "test.headroom", range: nil, series: guests.count, samples: samples, coverage: 1,
        rejected: 0, proxy: nil), hostPeaks: hostPeaks)
  }

  func item(_ index: Int = 0) throws -> PlanItem {
    let plan = try plan()
    return plan.items.first { $0.entity.name == guests[index].name }!
  }

  func input(for guest: Guest, column: Int) -> PlanInput {
    let peak = forecast.peak(of: column)!
    let size = guest.wanted.map { $0 * gib } ?? peak.quantile(at: guest.serviceLevel)
    let recommendation = Recommendation(
      entity: EntityID(guest.name),
      size: guest.hasAnswer ? ByteCount(Int64(size.rounded(.up))) : nil,
      serviceLevel: guest.serviceLevel,
      reasons: [guest.hasAnswer ? "The policy has spoken." : "The policy has no answer."])
    var input = PlanInput(
      history: history(of: guest), column: guest.isForecast ? column : nil,
      decision: SizeDecider.decide(
        DecisionContext(
          history: history(of: guest), now: Self.now, horizon: horizon, tier: guest.tier,
          serviceLevel: guest.serviceLevel, bounds: bounds(of: guest), limits: guardrails,
          wanted: guest.isCheapest ? nil : recommendation), curve: guest.curve ?? PeakCurve(peak)),
      tier: guest.tier, serviceLevel: guest.serviceLevel)
    input.reservation = guest.reservation.map { ByteCount(Int64($0 * gib)) }
    return input
  }

  /// The guest's bounds; the defaults where there are none, which the planner itself refuses.
  private func bounds(of guest: Guest) -> SizeBounds {
    let entry = inventory.entities.first { $0.entity.name == guest.name }
    if let bounds = try? SizeBounds(of: entry, guardrails: guardrails) { return bounds }
    return try! SizeBounds(of: nil, guardrails: Guardrails())
  }

  private func history(of guest: Guest) -> EntityHistory {
    let count = guest.peaks.count
    let start = Self.now - .days(Int64(count))
    return EntityHistory(
      entity: EntityID(guest.name),
      configured: guest.configured.map { ByteCount(Int64($0 * gib)) },
      peaks: guest.peaks.map { $0.map { $0 * gib } },
      sizes: Array(repeating: guest.configured.map { $0 * gib }, count: count), step: .days(1),
      start: start,
      peakInstants: (0..<count).map { (start + .days(Int64($0))).milliseconds + 3_600_000 },
      censoredMilliseconds: (0..<count).map { guest.censoredDays.contains($0) ? 86_400_000 : 0 },
      offMilliseconds: (0..<count).map { guest.offDays.contains($0) ? 86_400_000 : 0 },
      samples: count * 288)
  }

  var forecast: ForecastPanel {
    func matrix(_ value: (Guest, Int) -> Double) -> [Double] {
      (0..<horizon).flatMap { step in guests.map { value($0, step) * gib } }
    }
    let median = matrix { $0.level + $0.growth * Double($1 + 1) + $0.season }
    return ForecastPanel(
      entities: guests.map { EntityID($0.name) },
      calendar: StepCalendar(start: Self.now, step: .days(1), count: horizon), forecaster: "test",
      mean: median, levels: [0.5], quantiles: [median], peakLevels: Self.peakLevels,
      peakQuantiles: Self.peakLevels.indices.map { index in
        matrix {
          max($0.level, $0.level + $0.growth * Double($1 + 1)) + $0.season + $0.spread[index]
        }
      },
      bases: guests.map { guest in
        ForecastBasis(
          observedSteps: guest.peaks.count, behaviour: .flat, level: guest.level * gib,
          trend: (0..<horizon).map { guest.growth * Double($0 + 1) * gib },
          season: Array(repeating: guest.season * gib, count: horizon), origins: 12,
          calibratedSteps: 7)
      })
  }
}
