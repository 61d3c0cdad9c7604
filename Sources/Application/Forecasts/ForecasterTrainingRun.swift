public import CapacityModel
public import Forecasting
public import HeadroomBasics
internal import LinearAlgebra
public import SeriesStorage
internal import Sizing

/// Walks from stores to pretrained weights of the forecaster.
public struct ForecasterTrainingRun: Sendable {
  /// The stores' files.
  public var stores: [String]
  /// The key of encrypted stores.
  public var key: StoreKey?
  /// The length of a step.
  public var step: Duration = .seconds(3600)
  /// Horizons, each of which every panel is forecast over.
  public var horizons: [Duration] = [.days(3), .days(7)]
  /// How samples of a step become one number; each makes a panel of its own.
  public var aggregations: [Aggregation] = [.mean, .max]
  /// Samples from this instant on are ignored; all samples are used when absent.
  public var until: Timestamp?
  /// From one origin to the next, backwards from the end.
  public var every: Duration = .days(10)
  /// Entities to leave out, chosen by the CRC-32 of their names.
  public var fold: Fold?

  /// Creates a run with the settings of the shipped weights.
  public init(stores: [String]) { self.stores = stores }

  /// A part of a fleet by names alone.
  public struct Fold: Sendable {
    /// The part that is meant: the remainder of an entity's CRC-32 by `count`, from 0.
    public var remainder: Int
    /// How many parts there are.
    public var count: Int

    /// Creates a fold; `nil` where the remainder is none of the count.
    public init?(remainder: Int, of count: Int) {
      guard count > 1, (0..<count).contains(remainder) else { return nil }
      (self.remainder, self.count) = (remainder, count)
    }

    /// Whether an entity belongs to it.
    func contains(_ entity: EntityID) -> Bool {
      Int(CRC32.of(entity.name)) % count == remainder
    }
  }

  /// The result of a run.
  public struct Result: Sendable {
    /// The trained weights, as `--weights` of other commands takes them.
    public var weights: PretrainedForecaster
    /// Panels learnt from.
    public var panels: Int
    /// Entities, each store's counted once.
    public var entities: Int
  }

  /// An origin needs this much history.
  private static let leastSteps = 240

  /// Learns from every panel of every store.
  ///
  /// - Throws: `ApplicationError` where a store has nothing to learn from, and the errors of the rooms on the way.
  public func make() throws -> Result {
    try BLASRuntime.prepare()
    var training = ForecasterTraining()
    var (panels, entities, sources) = (0, 0, [String]())
    for store in stores {
      let workspace = Workspace(store: store, key: key, now: until)
      let doubted = try workspace.doubted()
      var known = 0
      for aggregation in aggregations {
        var panel = try ForecastRun.panel(
          of: workspace, metric: .used, every: step, by: aggregation)
        panel = panel.selecting(
          panel.entities.indices.filter { place in
            let entity = panel.entities[place]
            return !doubted.contains(entity) && !(fold?.contains(entity) ?? false)
          })
        known = max(known, panel.seriesCount)
        panels += try learn(panel, into: &training)
      }
      entities += known
      let end = until.map { " before \($0)" } ?? ""
      let without = fold.map { " without fold \($0.remainder) of \($0.count)" } ?? ""
      sources.append(
        "\(QuantityText.count(known, "entity", "entities")) of \(workspace.name)\(without)\(end)")
    }
    guard panels > 0 else {
      throw ApplicationError.badRequest(
        problem: "no store has \(Self.leastSteps) steps of \(step) before an origin",
        remedy: "ingest more history, or give a shorter --step")
    }
    let horizons = horizons.map { "\(ForecastRun.steps($0, of: step))" }.joined(separator: ", ")
    let recipe =
      sources.joined(separator: "; ")
      + "; steps of \(step.shortText), \(horizons) ahead, origins \(every.shortText) apart, by "
      + aggregations.map { "\($0)" }.joined(separator: " and ")
    let weights = training.finished(recipe: recipe)
    guard !weights.steps.isEmpty else {
      throw ApplicationError.badRequest(
        problem: "\(panels) panels of \(entities) entities are too few to learn from",
        remedy: "give more stores, or a longer history")
    }
    return Result(weights: weights, panels: panels, entities: entities)
  }

  /// Learns from a panel as it stood at each origin; the number of them.
  private func learn(_ panel: Panel, into training: inout ForecasterTraining) throws -> Int {
    let stride = max(1, Int(every.wholeMilliseconds / step.wholeMilliseconds))
    var (end, panels) = (panel.stepCount, 0)
    while end >= Self.leastSteps {
      let known = panel.prefix(end).withoutUnobservedSeries()
      for horizon in horizons where known.seriesCount > 0 {
        let steps = ForecastRun.steps(horizon, of: step)
        guard 2 * steps < end else { continue }
        try training.add(
          known,
          request: ForecastRequest(
            horizon: steps, seasons: Seasons.known(forStep: step)))
        panels += 1
      }
      end -= stride
    }
    return panels
  }
}
