import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import LinearAlgebra

extension TablesRun {
  /// Every VM as `headroom forecast` has it, clusters and the fleet as `--level cluster` and `--level fleet` do.
  mutating func forecast() throws {
    let step = Duration.days(1)
    let panel = try ForecastRun.panel(of: workspace, metric: .used, every: step, by: .max)
    let asked = ForecastRequest(
      horizon: ForecastRun.steps(request.horizon, of: step),
      seasons: Seasons.known(forStep: step), levels: request.levels,
      peakLevels: ForecastRequest.planningPeakLevels)
    try BLASRuntime.prepare()
    let recorded = try workspace.forecast(
      panel, request: asked, sums: [asked], weights: request.weights)
    let vms = recorded.forecast
    let places = Dictionary(
      uniqueKeysWithValues: tables.entities.enumerated().map { ($1.entity, $0) })
    let own = vms.entities.compactMap { places[$0] }
    guard own.count == vms.seriesCount else {
      throw ApplicationError.badRequest(
        problem: "samples from before the origin came into \(workspace.path) while it was read",
        remedy: "export again")
    }
    for (series, place) in own.enumerated() {
      tables.entities[place].behaviour = vms.bases[series].behaviour
    }
    tables.forecasts = [
      .init(
        level: .vm, forecast: vms,
        capacities: own.map { tables.entities[$0].configured })
    ]
    try forecastSums(panel, asked, recorded)
  }

  private mutating func forecastSums(
    _ panel: Panel, _ asked: ForecastRequest, _ recorded: RecordedForecast
  ) throws {
    let hasClusters = tables.entities.contains { $0.cluster != nil }
    let hierarchy = Hierarchy(of: panel.entities, in: workspace.inventory)
    let joint: ReconciledForecast
    do throws(ForecastingError) {
      joint = try recorded.joint(hierarchy, request: asked, seed: request.seed)
    } catch {
      guard case .emptyPanel = error else { throw error }
      tables.provenance.warnings.append(
        "no entity was seen in the last fortnight, so that there is no forecast of the fleet")
      return
    }
    for level in hasClusters ? [HierarchyLevel.cluster, .fleet] : [.fleet] {
      let sum = joint.forecast(of: level)
      let nodes = hierarchy.nodes(at: level)
      var part = CapacityTables.LevelForecast(
        level: level, forecast: sum.forecast, capacities: sum.outlooks.map(\.installed))
      part.history = panel.sums(nodes, named: nodes.map { EntityID($0.name) })
      tables.forecasts.append(part)
      if level == .fleet { tables.provenance.warnings += sum.warnings }
    }
  }

  /// A backtest as `headroom backtest` runs it; `nil`, with a warning, where the history allows none.
  mutating func judged() throws -> BacktestReport? {
    var backtest = BacktestRequest()
    (backtest.seed, backtest.weights) = (request.seed, request.weights)
    backtest.decisionWeights = request.decisionWeights
    backtest.policies = PolicyBacktestRequest()
    do {
      return try BacktestRun.make(backtest, in: workspace)
    } catch ApplicationError.historyTooShort(let problem, _) {
      tables.provenance.warnings.append("there is no backtest: \(problem)")
      return nil
    }
  }
}
