public import CapacityModel
internal import Configuration
internal import Demand
internal import Forecasting
internal import Foundation
internal import HeadroomBasics
internal import Lifecycle
internal import SeriesStorage

/// Walks from the store to everything that the tables and notebooks of an export show.
public struct TablesRun {
  let request: TablesRequest
  let workspace: Workspace
  let range: TimeRange
  var tables: CapacityTables

  /// Makes the values.
  ///
  /// - Parameter progress: Called with the name of each step that takes time.
  /// - Throws: `ApplicationError`, and the errors of the rooms on the way.
  public static func make(
    _ request: TablesRequest, in workspace: Workspace, progress: (String) -> Void = { _ in }
  ) throws -> CapacityTables {
    // What can be refused is refused before hours of work.
    let plan = try request.plan.map { try PlanReview(file: $0).plan }
    var reports: [BacktestReport] = []
    if case .files(let paths) = request.backtest {
      reports = try paths.map { try BacktestFile.read($0) }
    }
    var run = try TablesRun(request, in: workspace)
    try run.tables.checkEntities(request.entities)
    progress("forecasting \(QuantityText.count(run.tables.entities.count, "entity", "entities"))")
    try run.forecast()
    if case .run = request.backtest {
      progress("running a backtest; --backtest FILE takes one that was run already")
      reports = try run.judged().map { [$0] } ?? []
    }
    run.attach(reports, plan)
    return run.tables
  }

  /// Reads the days.
  private init(_ request: TablesRequest, in workspace: Workspace) throws {
    (self.request, self.workspace) = (request, workspace)
    range = try workspace.past()
    let days = try DailyDemandBuilder(workspace.store, range)
    guard !days.entities.isEmpty else {
      throw ApplicationError.noSamples(
        store: workspace.path,
        remedy: "no entity has the metric 'used' before \(QuantityText.instant(range.end))")
    }
    let weights: String =
      switch request.weights {
      case .shipped: "shipped"
      case .none: "none"
      case .file(let path): Workspace.baseName(of: path)
      }
    tables = CapacityTables(
      provenance: ExportProvenance(
        program: request.program, store: workspace.name, range: range,
        seed: request.seed, horizon: request.horizon.shortText, forecaster: PooledRidge.name,
        weights: weights, entities: days.entities.count,
        samples: days.entities.reduce(0) { $0 + $1.samples }))
    (tables.entities, tables.demand) = (days.entities, days.demand)
    tables.provenance.inputs = try inputs()
    placeEntities()
  }

  /// The input files and their contents.
  private func inputs() throws -> [ExportProvenance.Input] {
    var files: [(role: String, path: String)] = []
    if let path = request.inventory { files.append(("inventory", path)) }
    if case .file(let path) = request.weights { files.append(("weights", path)) }
    if let path = request.decisionWeights { files.append(("decision-weights", path)) }
    if case .files(let paths) = request.backtest { files += paths.map { ("backtest", $0) } }
    if let path = request.plan { files.append(("plan", path)) }
    return try files.map { file in
      guard let bytes = FileManager.default.contents(atPath: file.path) else {
        throw ApplicationError.unreadable(path: file.path, reason: "it cannot be read")
      }
      return .init(
        role: file.role, name: Workspace.baseName(of: file.path),
        sha256: ContentDigest(of: [UInt8](bytes)).hexadecimal)
    }
  }

  /// Adds what the inventory says about each entity.
  private mutating func placeEntities() {
    let hierarchy = Hierarchy(of: tables.entities.map(\.entity), in: workspace.inventory)
    for node in hierarchy.nodes where node.name != Hierarchy.unassigned {
      for member in node.members {
        if node.level == .cluster { tables.entities[member].cluster = node.name }
        if node.level == .site { tables.entities[member].site = node.name }
      }
    }
    let listed = workspace.inventory.byEntity
    for index in tables.entities.indices {
      tables.entities[index].listed = listed[tables.entities[index].entity]
    }
  }

  private mutating func attach(_ reports: [BacktestReport], _ plan: ResizePlan?) {
    (tables.backtest, tables.plan) = (BacktestReport.joined(reports), plan)
    let (store, now) = (tables.provenance.store, range.end)
    func warn(_ what: String, _ otherStore: String, _ other: Timestamp) {
      if otherStore != store {
        tables.provenance.warnings.append("the \(what) is of \(otherStore), not of \(store)")
      } else if other != now {
        tables.provenance.warnings.append(
          "the \(what) is of the origin \(other), the tables of \(now)")
      }
    }
    for report in reports {
      warn("backtest", report.data.store, report.now)
      tables.provenance.warnings += report.warnings
    }
    if let plan { warn("plan", plan.data.store, plan.now) }
  }
}
