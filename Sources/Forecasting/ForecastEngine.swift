import CapacityModel
import HeadroomBasics

/// The way from a panel to a forecast that all forecasters of this module share; they differ in their members.
struct ForecastEngine: Sendable {
  let name: String
  let settings: EngineSettings
  let members: MemberSet
  /// What other fleets teach at this kind of step.
  let pretrained: PretrainedForecaster.Part?

  /// Series that are combined together: at most this many, and fewer where their paths would take too much memory.
  private static let (chunk, smallestChunk, pathValues) = (512, 32, 40_000_000)

  /// Series that one core works on at a time.
  private static let block = 32

  /// Series that are forecast as one fleet: more teach nothing new, and the memory of their back-tests adds up.
  private static let fleet = 2048

  /// Prepares, forecasts now and at earlier origins, combines, calibrates.
  func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    try forecasts(panel, requests: [request]) { _ in }[0]
  }

  /// Forecasts for several requests, with what earlier forecasts missed by: one record a fleet, each with its own origins.
  ///
  /// - Parameter requests: At least one, all of one horizon and the same seasons.
  func recorded(
    _ panel: Panel, requests: [ForecastRequest]
  ) throws(ForecastingError) -> (forecasts: [ForecastPanel], paths: [BacktestPaths]) {
    var paths: [BacktestPaths] = []
    let forecasts = try forecasts(panel, requests: requests) { paths.append($0()) }
    return (forecasts, paths)
  }

  /// - Parameter record: Is told what the earlier forecasts of each fleet missed by, on demand: the errors of many fleets take
  ///   more memory than all their forecasts.
  private func forecasts(
    _ panel: Panel, requests: [ForecastRequest], record: (() -> BacktestPaths) -> Void
  ) throws(ForecastingError) -> [ForecastPanel] {
    for request in requests {
      try request.validate(for: panel)
      precondition(
        request.horizon == requests[0].horizon && request.seasons == requests[0].seasons,
        "requests of one back-test differ in horizon or seasons")
    }
    guard panel.seriesCount > Self.fleet else {
      return try fleetForecasts(panel, requests: requests, record: record)
    }
    // Fleets of about one size, so that none is left with too few series to learn from.
    let fleets = (panel.seriesCount + Self.fleet - 1) / Self.fleet
    var parts = requests.map { ForecastParts(of: panel, request: $0) }
    for fleet in 0..<fleets {
      let columns =
        (panel.seriesCount * fleet / fleets)..<(panel.seriesCount * (fleet + 1) / fleets)
      let answers = try fleetForecasts(
        panel.selecting(Array(columns)), requests: requests, record: record)
      for (index, answer) in answers.enumerated() { parts[index].append(answer) }
    }
    return parts.map { $0.whole(forecaster: name) }
  }

  /// What forecasts of `panel` from its earlier origins missed by, as rows to learn from: one part a half of the fleet.
  func lessons(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> [BoostingRows.Half] {
    try request.validate(for: panel)
    return try judged(panel, request: request).rows(settings).training()
  }

  /// A fleet's combined forecasts, now and at earlier origins, and how far those were off.
  private struct JudgedFleet {
    let prepared: PreparedPanel
    let halves: [Int]
    let seasons: [Int]
    let combination: Combination
    let errors: BacktestErrors
    let profile: HorizonProfile
    let scales: ErrorScales

    func rows(_ settings: EngineSettings) -> BoostingRows {
      BoostingRows(
        errors: errors, scales: scales, profile: profile, panel: prepared,
        combination: combination, halves: halves, cycle: seasons.first ?? settings.cycle,
        settings: settings)
    }
  }

  private func judged(
    _ panel: Panel, request: ForecastRequest, explained: Set<Int> = []
  ) throws(ForecastingError) -> JudgedFleet {
    let prepared = PreparedPanel(
      panel, settings: settings, reach: settings.judgedSteps(horizon: request.horizon))
    let seasons = request.usableSeasons
    let origins = RollingOrigins(
      length: prepared.length, first: prepared.start.min() ?? 0, horizon: request.horizon,
      settings: settings)
    let halves = FleetHalves.of(panel.entities)
    let combination = try combine(
      prepared, halves, origins, request.horizon, seasons, explained: explained)
    let errors = BacktestErrors(combination, panel: prepared, origins: origins, seasons: seasons)
    let profile = HorizonProfile(errors)
    return JudgedFleet(
      prepared: prepared, halves: halves, seasons: seasons, combination: combination,
      errors: errors, profile: profile,
      scales: try ErrorScales(errors, panel: prepared, profile: profile, season: seasons.first))
  }

  private func fleetForecasts(
    _ panel: Panel, requests: [ForecastRequest], record: (() -> BacktestPaths) -> Void
  ) throws(ForecastingError) -> [ForecastPanel] {
    let wanted = Set(requests.flatMap(\.explained))
    let explained = panel.entities.indices.filter { wanted.contains(panel.entities[$0]) }
    let fleet = try judged(panel, request: requests[0], explained: Set(explained))
    let (errors, scales, profile) = (fleet.errors, fleet.scales, fleet.profile)
    // The lanes that the trees begin from are the same whatever levels are asked for.
    let scored = requests.map {
      StepQuantiles(
        errors, scales: scales, profile: profile, levels: $0.levels + $0.peakLevels,
        settings: settings)
    }
    let boosted =
      fleet.combination.companionCount == 0
      ? nil
      : BoostedSteps(
        fleet.rows(settings), pretrained: pretrained, pooled: { scored[0].lanes($0) })
    var peaks: [[Double]: PeakCalibration] = [:]
    for levels in requests.map(\.peakLevels) where !levels.isEmpty && peaks[levels] == nil {
      peaks[levels] = try PeakCalibration(
        errors, scales: scales, profile: profile, levels: levels, panel: fleet.prepared,
        settings: settings)
    }
    let explainer = ForecastExplainer(
      panel: fleet.prepared, combination: fleet.combination, errors: errors,
      treeShare: boosted?.share ?? 0, season: fleet.seasons.first, calendar: panel.calendar)
    let forecasts = requests.indices.map { index in
      let request = requests[index]
      let assembly = ForecastAssembly(
        panel: fleet.prepared, combination: fleet.combination, errors: errors,
        seasons: fleet.seasons,
        steps: StepOffsets(
          scored: scored[index], boosted: boosted, scales: scales, profile: profile),
        peaks: peaks[request.peakLevels])
      var forecast = assembly.forecast(of: panel, request: request, forecaster: name)
      forecast.explanations = explained.filter { request.explained.contains(panel.entities[$0]) }
        .map { explainer.explanation(of: $0, in: forecast) }
      return forecast
    }
    record { errors.paths(of: panel.entities, units: fleet.prepared.unit) }
    return forecasts
  }

  private func combine(
    _ prepared: PreparedPanel, _ halves: [Int], _ origins: RollingOrigins, _ horizon: Int,
    _ seasons: [Int], explained: Set<Int>
  ) throws(ForecastingError) -> Combination {
    var combination = Combination(
      seriesCount: prepared.seriesCount, originCount: origins.ends.count, horizon: horizon)
    combination.explained = explained
    let shared = try sharedMembers(prepared, halves, horizon, seasons)
    let valuesOfSeries = MemberForecasts.usual * (origins.ends.count + 1) * horizon
    let chunk = min(Self.chunk, max(Self.smallestChunk, Self.pathValues / valuesOfSeries))
    let ends = origins.ends + [prepared.length]
    for first in stride(from: 0, to: prepared.seriesCount, by: chunk) {
      let last = min(first + chunk, prepared.seriesCount)
      let blocks = ParallelLoop.threads.map((last - first + Self.block - 1) / Self.block) { block in
        let start = first + block * Self.block
        var forecasts = MemberForecasts(
          rows: start..<min(start + Self.block, last), ends: ends, horizon: horizon)
        add(shared, prepared, seasons, to: &forecasts)
        forecasts.changePaths(prepared.makePlausible)
        if settings.medianOfMembers, forecasts.names.count > 2 { forecasts.addMedian() }
        return forecasts
      }
      Combiner(forecasts: blocks, panel: prepared, origins: origins, settings: settings)
        .combine(into: &combination)
      if shared != nil { for block in blocks { combination.keepCompanions(block) } }
    }
    return combination
  }

  /// Members that are fitted, or factorised, once for all series.
  private struct SharedMembers {
    let ridges: RidgeMembers
    let times: TimeRegressionMembers?
  }

  private func sharedMembers(
    _ prepared: PreparedPanel, _ halves: [Int], _ horizon: Int, _ seasons: [Int]
  ) throws(ForecastingError) -> SharedMembers? {
    guard case .all = members else { return nil }
    return SharedMembers(
      ridges: try RidgeMembers(
        panel: prepared, halves: halves, horizon: horizon, seasons: seasons,
        pretrained: pretrained?.sums ?? [], settings: settings),
      times: settings.families.contains(.timeRegression)
        ? try TimeRegressionMembers(
          panel: prepared, seasons: seasons, horizon: horizon, span: settings.smoothingSpan)
        : nil)
  }

  private func add(
    _ shared: SharedMembers?, _ prepared: PreparedPanel, _ seasons: [Int],
    to forecasts: inout MemberForecasts
  ) {
    let anchors = AnchorMembers(panel: prepared, seasons: seasons)
    switch members {
    case .only(.naive): anchors.addNaive(to: &forecasts)
    case .only(.seasonalNaive): anchors.addSeasonalNaive(to: &forecasts)
    case .all:
      anchors.addAll(to: &forecasts)
      let fallback = forecasts.names.count
      SmoothingMembers(panel: prepared, span: settings.smoothingSpan, lead: settings.lead)
        .addAll(to: &forecasts)
      for family in settings.families {
        add(family, shared, prepared, seasons, fallback: fallback, to: &forecasts)
      }
      shared?.ridges.addAll(to: &forecasts, fallback: fallback)
    }
  }

  private func add(
    _ family: MemberFamily, _ shared: SharedMembers?, _ prepared: PreparedPanel, _ seasons: [Int],
    fallback: Int, to forecasts: inout MemberForecasts
  ) {
    switch family {
    case .theta:
      ThetaMember(panel: prepared, season: seasons.first, settings: settings).add(to: &forecasts)
    case .holtWinters:
      HoltWintersMembers(panel: prepared, season: seasons.first, settings: settings)
        .addAll(to: &forecasts, fallback: fallback)
    case .autoregression:
      AutoregressionMembers(panel: prepared, seasons: seasons, span: settings.smoothingSpan)
        .addAll(to: &forecasts)
    case .timeRegression:
      shared?.times?.addAll(to: &forecasts, fallback: fallback)
    }
  }
}
