public import CapacityModel
internal import Evaluation
public import HeadroomBasics
internal import LinearAlgebra
public import SeriesStorage
public import Sizing

/// The inputs and settings of training weights for decisions.
public struct DecisionTrainingRequest: Sendable {
  /// The stores' files.
  public var stores: [String]
  /// The key of encrypted stores.
  public var key: StoreKey?
  /// Horizons, whole days.
  public var horizons: [Duration] = [.days(7), .days(28), .days(91)]
  /// Nothing from here on is looked at; all there is when absent.
  public var until: Timestamp?
  /// From one origin to the next, whole days.
  public var every: Duration = .days(2)
  /// Pairs of entity and origin that one store gives at most.
  public var mostCases = 20_000
  /// Entities that are left out: those whose name's CRC-32 leaves this remainder.
  public var fold: ForecasterTrainingRun.Fold?
  /// A file whose horizons are kept where they are not learnt anew.
  public var beginning: String?

  /// Creates a request with the settings of the shipped weights.
  public init(stores: [String]) { self.stores = stores }
}

/// Walks from stores to the weights that decisions begin from.
public enum DecisionTrainingRun {
  /// Learns every horizon from every store that is long enough for it.
  ///
  /// - Parameter warn: Takes a sentence for each horizon that no store is long enough for.
  /// - Throws: `ApplicationError` where no store is, and the errors of the rooms on the way.
  public static func make(
    _ request: DecisionTrainingRequest, warn: (String) -> Void = { _ in }
  ) throws -> DecisionWeights {
    try BLASRuntime.prepare()
    var training: [Int: DecisionTraining] = [:]
    let horizons = try request.horizons.map { try PlanRun.steps(in: $0) }
    for horizon in horizons {
      training[horizon] = DecisionTraining(horizon: horizon, loop: .threads)
    }
    let stride = max(1, Int(request.every.inDays))
    var sources: [String] = []
    for path in request.stores {
      let workspace = Workspace(store: path, key: request.key, now: request.until)
      let doubted = try workspace.doubted()
      let histories = try workspace.demand(every: PlanRun.step).histories.filter { history in
        !doubted.contains(history.entity)
          && request.fold.map { !$0.contains(history.entity) } ?? true
      }
      for horizon in horizons {
        try training[horizon]?.add(histories, stride: stride, most: request.mostCases)
      }
      sources.append(
        "\(QuantityText.count(histories.count, "entity", "entities")) of \(path.split(separator: "/").last ?? "")"
          + (request.fold.map { " without fold \($0.remainder) of \($0.count)" } ?? ""))
    }
    var parts: [DecisionWeights.Part] = []
    var skipped: [Int] = []
    for horizon in horizons {
      if let part = try training[horizon]?.finished() {
        parts.append(part)
      } else {
        skipped.append(horizon)
      }
    }
    guard !parts.isEmpty else {
      throw ApplicationError.badRequest(
        problem: "no store has 14 days and a horizon of demand",
        remedy: "ingest more history, or give a shorter --horizon")
    }
    for horizon in skipped {
      warn(
        "no weights for \(horizon) days ahead: no store has 14 days and such a horizon of demand; a plan uses those of the "
          + "horizon nearest to its own")
    }
    var recipe =
      parts.map { "\($0.horizon) d" }.joined(separator: ", ") + " from "
      + sources.joined(separator: "; ") + ", origins \(stride) d apart"
    if let path = request.beginning {
      let beginning = try DecisionWeightsFile.read(path)
      let known = Set(parts.map(\.horizon))
      parts += beginning.parts.filter { !known.contains($0.horizon) }
      recipe += "; others: \(beginning.recipe)"
    }
    return DecisionWeights(recipe: recipe, parts: parts.sorted { $0.horizon < $1.horizon })
  }
}
