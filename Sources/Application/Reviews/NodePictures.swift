internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics

/// Draws the demand of sums of a plan's entities, from the forecasts that the plan is made from.
struct NodePictures {
  /// Levels that pictures show: central intervals around the median.
  private static let levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]

  /// What is asked of sums; the plan's forecast answers it where it was told of it.
  let request: ForecastRequest
  private let plan: PlanRequest

  /// - Parameter horizon: Steps ahead.
  init(_ plan: PlanRequest, horizon: Int) {
    self.plan = plan
    request = ForecastRequest(
      horizon: horizon, seasons: Seasons.known(forStep: PlanRun.step), levels: Self.levels,
      peakLevels: ForecastRequest.planningPeakLevels)
  }

  /// Demand of the fleet; `nil` where no entity was watched, or none lately.
  func fleet(in workspace: Workspace, _ demand: DemandSnapshot) throws -> NodePicture? {
    var warnings: [String] = []
    do {
      let (outlooks, pictures) = try all(
        in: workspace, demand, clusters: false, warnings: &warnings)
      guard let outlook = outlooks.first, let picture = pictures.first else { return nil }
      return NodePicture(outlook: outlook, demand: picture)
    } catch ForecastingError.emptyPanel {
      return nil
    }
  }

  /// Demand of the fleet, and of the clusters where their hosts are known.
  ///
  /// - Parameters:
  ///   - clusters: Whether clusters are asked for.
  ///   - warnings: Takes what the reader should know.
  func all(
    in workspace: Workspace, _ demand: DemandSnapshot, clusters: Bool = true,
    warnings: inout [String]
  ) throws -> (outlooks: [NodeOutlook], nodes: [DemandPicture]) {
    guard
      (0..<demand.panel.seriesCount).contains(where: {
        demand.panel.column($0).contains { $0 != nil }
      })
    else {
      warnings.append(
        "No entity was observed for half a day or longer, so that the fleet's demand is not forecast."
      )
      return ([], [])
    }
    let panel = demand.panel.withoutUnobservedSeries()
    let recorded = try PlanRun.recorded(
      panel, in: workspace, horizon: request.horizon, weights: plan.weights, sums: [request])
    let joint = try recorded.joint(
      Hierarchy(of: panel.entities, in: workspace.inventory), request: request)
    let fleet = joint.forecast(of: .fleet)
    warnings += fleet.warnings
    let hierarchy = Hierarchy(of: demand.panel.entities, in: workspace.inventory)
    var (outlooks, nodes) = (
      fleet.outlooks, DemandPicture.nodes(of: fleet, panel: demand.panel, hierarchy, at: .fleet)
    )
    if clusters, hierarchy.nodes(at: .cluster).contains(where: { $0.installed != nil }) {
      let clusters = joint.forecast(of: .cluster)
      outlooks += clusters.outlooks
      nodes += DemandPicture.nodes(of: clusters, panel: demand.panel, hierarchy, at: .cluster)
    }
    return (outlooks, nodes)
  }
}

extension DemandPicture {
  /// Demand of each node of a forecast, with the sum of its members' past.
  static func nodes(
    of forecast: HierarchyForecast, panel: Panel, _ hierarchy: Hierarchy, at level: HierarchyLevel
  ) -> [DemandPicture] {
    let members = Dictionary(
      hierarchy.nodes(at: level).map { ($0.name, $0.members) },
      uniquingKeysWith: { first, _ in first })
    return forecast.outlooks.enumerated().map { place, outlook in
      let past = panel.selecting(members[outlook.name] ?? []).sum()
      return DemandPicture(
        of: forecast.forecast, series: place, past: past.values, calendar: past.calendar,
        points: large)
    }
  }
}
