public import CapacityModel
internal import Demand
internal import Forecasting
internal import HeadroomBasics
internal import Ingestion
internal import LinearAlgebra
internal import SeriesStorage

/// Walks from the store or from a file to a forecast.
public struct ForecastRun: Sendable {
  /// The forecaster's registered name.
  public var forecaster: String
  /// Quantile levels of each step.
  public var levels: [Double]
  /// Quantile levels of the peak up to each step; empty for none.
  public var peakLevels: [Double]
  /// Entities whose forecast is to be explained.
  public var explained: Set<EntityID> = []
  /// A file of planned changes, which sums then include.
  public var scenario: String?

  /// Initial weights of the forecaster.
  public var weights = ForecasterWeights.shipped

  /// Creates a run.
  public init(forecaster: String, levels: [Double], peakLevels: [Double] = []) {
    (self.forecaster, self.levels, self.peakLevels) = (forecaster, levels, peakLevels)
  }

  /// Forecasts every series of a file.
  ///
  /// - Parameters:
  ///   - path: The file; `-` for standard input.
  ///   - format: A registered format of whole series: `panel`, `m4`.
  ///   - step: The length of a step.
  ///   - horizon: Steps ahead.
  ///   - seasons: Periods in steps; those known for the step length when absent.
  public func file(
    _ path: String, format: String, step: Duration, horizon: Int, seasons: [Int]?
  ) throws -> ForecastPanel {
    let panel = try SeriesFiles.read(path: path, format: format, step: step)
    return try forecast(panel, horizon: horizon, seasons: seasons)
  }

  /// Forecasts every entity of a store.
  ///
  /// Where the entity was off is a gap for `used`.
  ///
  /// - Parameters:
  ///   - workspace: The store and the origin.
  ///   - metric: The metric to forecast.
  ///   - step: The length of a calendar step.
  ///   - aggregation: How the samples of a step become one value.
  ///   - horizon: How far ahead; rounded up to whole steps.
  public func store(
    _ workspace: Workspace, metric: MemoryMetric, every step: Duration,
    by aggregation: Aggregation, horizon: Duration
  ) throws -> ForecastPanel {
    let panel = try Self.panel(of: workspace, metric: metric, every: step, by: aggregation)
    let standings = try Self.standings(of: panel.entities, metric: metric, in: workspace)
    var forecast = try forecast(
      panel, horizon: Self.steps(horizon, of: step), seasons: nil,
      doubting: Set(standings.filter(\.isDoubted).map(\.entity)))
    forecast.standings = standings
    if metric.isBytes {
      for index in forecast.explanations.indices { forecast.explanations[index].unit = "bytes" }
    }
    return Self.told(forecast, of: panel, metric: metric)
  }

  /// Series that a page draws.
  private static let drawn = 60

  /// A forecast of single entities with what its values are counted in, and their past for pages.
  static func told(
    _ forecast: ForecastPanel, of panel: Panel, metric: MemoryMetric
  ) -> ForecastPanel {
    guard metric.isBytes else { return forecast }
    var told = forecast
    told.unit = "bytes"
    let places = Dictionary(uniqueKeysWithValues: panel.entities.enumerated().map { ($1, $0) })
    told.pictures = forecast.entities.indices.prefix(drawn).compactMap { series in
      places[forecast.entities[series]].map { place in
        DemandPicture(
          of: forecast, series: series, past: panel.column(place), calendar: panel.calendar)
      }
    }
    return told
  }

  /// How far the samples of demand behind a forecast can be believed, in the order of `entities`; empty for other metrics,
  /// which no doubt is about.
  static func standings(
    of entities: [EntityID], metric: MemoryMetric, in workspace: Workspace
  ) throws -> [SeriesStanding] {
    guard metric == .used else { return [] }
    let known = try workspace.standings()
    return entities.map { known[$0] ?? SeriesStanding(entity: $0, state: .active, doubts: []) }
  }

  /// A horizon in whole steps, rounded up.
  static func steps(_ horizon: Duration, of step: Duration) -> Int {
    let length = step.wholeMilliseconds
    return Int((horizon.wholeMilliseconds + length - 1) / length)
  }

  /// The samples of a store before the origin, on a calendar.
  static func panel(
    of workspace: Workspace, metric: MemoryMetric, every step: Duration,
    by aggregation: Aggregation
  ) throws -> Panel {
    let range = try workspace.past(
      remedy: "add some with headroom ingest, or give a later --now")
    var panel: Panel
    if metric == .used, aggregation == .max {
      panel = try workspace.demand(every: step).panel
    } else if metric == .used {
      panel = try demand(in: workspace.store, range, every: step, by: aggregation)
    } else {
      panel = try workspace.store.panel(
        metric: metric, every: step, by: aggregation, range: range)
    }
    panel = panel.withoutUnobservedSeries()
    guard panel.seriesCount > 0 else {
      throw ApplicationError.noSamples(
        store: workspace.path,
        remedy:
          "no entity has the metric '\(metric.rawValue)' before \(QuantityText.instant(range.end))")
    }
    return panel
  }

  /// Demand on a calendar, with gaps where entities were off.
  private static func demand(
    in store: SeriesStore, _ range: TimeRange, every step: Duration, by aggregation: Aggregation
  ) throws -> Panel {
    var columns: [(entity: EntityID, series: SteppedSeries)] = []
    try store.forEach(
      metrics: [.used, .configured], range: range,
      transform: { block in
        let on = block.removingOffStretches()
        return (block.entity, on.resampled(.used, every: step, by: aggregation))
      },
      body: { columns.append($0) })
    return Panel(of: columns, on: StepCalendar(covering: range, step: step))
  }

  private func forecast(
    _ panel: Panel, horizon: Int, seasons: [Int]?, doubting doubted: Set<EntityID> = []
  ) throws -> ForecastPanel {
    try BLASRuntime.prepare()
    let unknown = explained.subtracting(panel.entities)
    if let missing = unknown.map(\.name).min() {
      let nearest = panel.entities.map(\.name).min {
        ($0.editDistance(to: missing), $0) < ($1.editDistance(to: missing), $1)
      }
      throw ApplicationError.badRequest(
        problem: "there is no series '\(missing)' to explain",
        remedy: "did you mean '\(nearest ?? "")'?")
    }
    var request = request(panel, horizon: horizon, seasons: seasons)
    request.explained = explained
    return try weights.forecaster(named: forecaster)
      .forecast(panel, request: request, doubting: doubted)
  }

  /// The request to the forecaster.
  func request(_ panel: Panel, horizon: Int, seasons: [Int]?) -> ForecastRequest {
    ForecastRequest(
      horizon: horizon, seasons: seasons ?? Seasons.known(forStep: panel.calendar.step),
      levels: levels, peakLevels: peakLevels)
  }
}

extension Panel {
  /// The panel without the series that were never observed.
  func withoutUnobservedSeries() -> Panel {
    let observed = (0..<seriesCount).filter { series in
      (0..<stepCount).contains { self[$0, series] != nil }
    }
    return observed.count == seriesCount ? self : selecting(observed)
  }
}
