public import CapacityModel
internal import Forecasting
internal import HeadroomBasics

extension ForecastRun {
  /// Levels of a summary; peaks at 1 − p tell by when a size is exceeded with probability p.
  private static let (summaryLevels, passingLevels) = (
    [0.05, 0.1, 0.5, 0.9, 0.95], [0.1, 0.5, 0.9]
  )

  /// Forecasts a store's demand and sums it up in one page; levels and peak levels of the run do not matter.
  ///
  /// - Parameters:
  ///   - workspace: The store, the origin, and which entities run on which hosts.
  ///   - step: The length of a calendar step.
  ///   - aggregation: How the samples of a step become one value.
  ///   - horizon: How far ahead; rounded up to whole steps.
  ///   - seed: Seed of the simulated futures of sums.
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public func summary(
    _ workspace: Workspace, every step: Duration, by aggregation: Aggregation, horizon: Duration,
    seed: UInt64
  ) throws -> ForecastSummary {
    var run = self
    (run.levels, run.peakLevels) = (Self.summaryLevels, Self.passingLevels)
    let panel = try Self.panel(of: workspace, metric: .used, every: step, by: aggregation)
    let hierarchy = Hierarchy(of: panel.entities, in: workspace.inventory)
    let joint = try run.reconciled(
      panel, hierarchy: hierarchy, horizon: Self.steps(horizon, of: step), seasons: nil, seed: seed)
    let builder = SummaryBuilder(
      panel: panel, hierarchy: hierarchy, sizes: try workspace.sizes(every: step))
    let fleet = joint.forecast(of: .fleet)
    var summary = ForecastSummary(
      store: workspace.name, calendar: fleet.forecast.calendar, aggregation: aggregation,
      forecaster: fleet.forecast.forecaster, warnings: fleet.warnings)
    summary.nodes = builder.nodes(fleet)
    summary.pictures = DemandPicture.nodes(of: fleet, panel: panel, hierarchy, at: .fleet)
    let clusters = hierarchy.nodes(at: .cluster)
    if clusters.contains(where: { $0.name != Hierarchy.unassigned }) {
      let sums = joint.forecast(of: .cluster)
      summary.nodes += builder.nodes(sums)
      summary.pictures += DemandPicture.nodes(of: sums, panel: panel, hierarchy, at: .cluster)
    }
    let standings = try Self.standings(of: panel.entities, metric: .used, in: workspace)
    summary.doubted = standings.filter { $0.isDoubted || $0.state != .active }
    builder.addEntities(joint.forecast(of: .vm).forecast, to: &summary)
    let sized = panel.entities.count { builder.sizes[$0] != nil }
    if sized < panel.seriesCount {
      summary.warnings.append(
        QuantityText.part(
          panel.seriesCount - sized, of: panel.seriesCount, "entity", "entities",
          verb: ("has", "have")) + " no recorded size; "
          + "ingest 'configured' to see when they pass it")
    }
    return summary
  }
}

/// Draws the parts of a summary from finished forecasts.
private struct SummaryBuilder {
  let panel: Panel
  let hierarchy: Hierarchy
  let sizes: [EntityID: ByteCount]

  /// Entities that a summary lists of each kind.
  private static let mostEntities = 10
  /// Points that a chart in one line has: of a node's past and future, and of an entity's past.
  private static let (pastPoints, aheadPoints, entityPoints) = (16, 9, 24)

  /// The matrix of a level of the summary's.
  private static func quantile(_ level: Double, of forecast: ForecastPanel) -> [Double] {
    let place = forecast.levels.firstIndex { ($0 - level).magnitude < 1e-9 }
    precondition(place != nil, "a summary of a forecast without the level \(level)")
    return forecast.quantiles[place ?? 0]
  }

  private static func median(of forecast: ForecastPanel) -> [Double] {
    quantile(0.5, of: forecast)
  }

  /// The nodes of one level.
  func nodes(_ forecast: HierarchyForecast) -> [ForecastSummary.Node] {
    let level = forecast.outlooks.first?.level ?? .fleet
    let members = hierarchy.nodes(at: level)
    let past = panel.sums(members, named: members.map { EntityID($0.name) })
    return members.enumerated().map { series, member in
      var node = ForecastSummary.Node(
        level: level, name: member.name, series: member.members.count)
      node.installed = installed(member)
      let column = past.column(series)
      node.recent = mean(column.suffix(week))
      node.months = months(forecast.forecast, series)
      node.passing = node.installed.map { passing($0.size, forecast.forecast, series) }
      node.past = DemandPicture.stretches(of: column, atMost: Self.pastPoints).values
      let median = (0..<forecast.forecast.horizon).map {
        Optional(Self.median(of: forecast.forecast)[$0 * forecast.forecast.seriesCount + series])
      }
      node.ahead = DemandPicture.stretches(of: median, atMost: Self.aheadPoints).values
      return node
    }
  }

  /// The entities that grow most and those that pass their size.
  func addEntities(_ forecast: ForecastPanel, to summary: inout ForecastSummary) {
    let places = Dictionary(uniqueKeysWithValues: panel.entities.enumerated().map { ($1, $0) })
    let entities = forecast.entities.indices.compactMap { series -> ForecastSummary.Entity? in
      let name = forecast.entities[series]
      guard let column = places[name].map(panel.column), let recent = mean(column.suffix(week))
      else { return nil }
      let steps = max(0, forecast.horizon - week)..<forecast.horizon
      let ahead = steps.map { Self.median(of: forecast)[$0 * forecast.seriesCount + series] }
      return ForecastSummary.Entity(
        entity: name, configured: sizes[name], recent: recent,
        ahead: mean(ahead.map(Optional.some)[...]) ?? recent,
        passing: sizes[name].map { passing($0, forecast, series) },
        past: DemandPicture.stretches(of: column, atMost: Self.entityPoints).values)
    }
    let growth = { (entity: ForecastSummary.Entity) in entity.ahead - entity.recent }
    summary.growing = Array(
      entities.filter { growth($0) > .zero }
        .sorted { (growth($1), $0.entity) < (growth($0), $1.entity) }.prefix(Self.mostEntities))
    let exceeding = entities.filter { $0.passing?.dates.p10 != nil }
      .sorted { Self.order($0) < Self.order($1) }
    (summary.passing, summary.passingCount) = (
      Array(exceeding.prefix(Self.mostEntities)), exceeding.count
    )
  }

  /// Those that are likelier than not to pass their size come first, by the date.
  private static func order(
    _ entity: ForecastSummary.Entity
  ) -> (p50: Int64, p10: Int64, name: EntityID) {
    let dates = entity.passing?.dates
    return (
      dates?.p50?.milliseconds ?? .max, dates?.p10?.milliseconds ?? .max, entity.entity
    )
  }

  /// Steps of seven days, at least one.
  private var week: Int {
    max(1, Int(Duration.weeks(1).wholeMilliseconds / panel.calendar.stepMilliseconds))
  }

  private func mean(_ values: ArraySlice<Double?>) -> ByteCount? {
    let known = values.compactMap { $0 }
    return known.isEmpty ? nil : ByteCount(Int64(known.reduce(0, +) / Double(known.count)))
  }

  private func installed(_ node: HierarchyNode) -> ForecastSummary.Installed? {
    if let hosts = node.installed { return .init(size: hosts, source: .hosts) }
    let known = node.members.compactMap { sizes[hierarchy.entities[$0]] }
    guard !known.isEmpty else { return nil }
    return .init(size: known.reduce(.zero, +), source: .configured)
  }

  private func months(_ forecast: ForecastPanel, _ series: Int) -> [ForecastSummary.Month] {
    var months: [ForecastSummary.Month] = []
    for step in 0..<forecast.horizon {
      let name = String(forecast.calendar.instant(step).dateText.prefix(7))
      let sizes = [0.5, 0.9].map {
        ByteCount(Int64(Self.quantile($0, of: forecast)[step * forecast.seriesCount + series]))
      }
      if let last = months.indices.last, months[last].month == name {
        months[last].p50 = max(months[last].p50, sizes[0])
        months[last].p90 = max(months[last].p90, sizes[1])
      } else {
        months.append(.init(month: name, p50: sizes[0], p90: sizes[1]))
      }
    }
    return months
  }

  /// When the largest demand so far exceeds `size`: with probability p where its quantile at 1 − p does.
  private func passing(
    _ size: ByteCount, _ forecast: ForecastPanel, _ series: Int
  ) -> ForecastSummary.Passing {
    let dates = forecast.peakQuantiles.reversed().map { peaks in
      (0..<forecast.horizon).first {
        peaks[$0 * forecast.seriesCount + series] > Double(size.bytes)
      }.map { forecast.calendar.instant($0) }
    }
    return .init(
      dates: .init(p10: dates[0], p50: dates[1], p90: dates[2]), origin: forecast.calendar.start)
  }
}
