internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics

/// What every export is made from.
struct ExportOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions
  @OptionGroup var origin: NowOption

  @Option(
    help: ArgumentHelp(
      "Entities, hosts and clusters: YAML, JSON or CSV; with it clusters are forecast, too.",
      valueName: "file"))
  var inventory: String?

  @Option(
    help: ArgumentHelp(
      "A plan of 'headroom plan --format json', whose items become a table.", valueName: "file"))
  var plan: String?

  @Option(
    help: ArgumentHelp(
      "Take the record from this file of 'headroom backtest --format json' instead of running a backtest, which takes minutes on large stores. May be given more than once: accuracy from one report, tuned policies (--train-until) from the next.",
      valueName: "file"))
  var backtest: [String] = []

  @Option(
    help: ArgumentHelp("How far ahead: 7d, 4w, 13w, 1q (default: 13w).", valueName: "duration"),
    transform: Arguments.duration)
  var horizon: Duration = .weeks(13)

  @Option(
    help: ArgumentHelp(
      "Quantile levels of each day ahead, ascending (default: thirteen from 0.025 to 0.975).",
      valueName: "p,p"),
    transform: { try Arguments.numbers($0, Double.self) })
  var quantiles: [Double]?

  @Flag(help: "Leave out the record: accuracy, calibration and policies.")
  var noBacktest = false

  @OptionGroup var weights: WeightsOption
  @OptionGroup var decisions: DecisionWeightsOption

  @Option(help: ArgumentHelp("The seed of joint futures and of the bootstrap.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    guard backtest.isEmpty || !noBacktest else {
      throw ValidationError("--backtest and --no-backtest contradict each other")
    }
    guard horizon.inDays <= 366, horizon.inDays >= 1 else {
      throw ValidationError(
        "a horizon of \(horizon.shortText) is not between a day and a year; ask for something like 13w"
      )
    }
    guard let quantiles else { return }
    guard zip(quantiles, quantiles.dropFirst()).allSatisfy({ $0 < $1 }), !quantiles.isEmpty,
      quantiles.allSatisfy({ $0 > 0 && $0 < 1 })
    else {
      throw ValidationError(
        "--quantiles are ascending probabilities between 0 and 1: 0.05,0.5,0.95")
    }
  }

  /// Makes the tables and puts them into the folder.
  ///
  /// - Parameters:
  ///   - target: Where the files go.
  ///   - entities: Names that must be there.
  func export(
    _ content: TablesFolder.Content, to target: ExportFolder, entities: [EntityID] = []
  ) throws {
    var folder = try TablesFolder(
      at: target.output, content: content, replacing: target.force)
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    var request = TablesRequest(program: "headroom \(Headroom.version)")
    (request.inventory, request.horizon) = (inventory, horizon)
    if let quantiles { request.levels = quantiles }
    (request.weights, request.seed, request.plan) = (weights.weights, seed, plan)
    request.backtest = noBacktest ? .none : backtest.isEmpty ? .run : .files(backtest)
    (request.entities, request.decisionWeights) = (entities, decisions.decisionWeights)
    let tables = try TablesRun.make(request, in: workspace) { Console.note("\($0) ...") }
    for warning in tables.provenance.warnings { Console.warning(warning) }
    for name in try folder.write(tables) { Console.note("wrote \(target.output)/\(name)") }
  }
}

/// Where an export goes.
struct ExportFolder: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that receives the files; made where missing.", valueName: "folder"))
  var output: String

  @Flag(help: "Replace an earlier export in that folder.") var force = false

  func validate() throws {
    guard !output.isEmpty else {
      throw ValidationError("--output names no folder; write --output . for this one")
    }
  }
}
