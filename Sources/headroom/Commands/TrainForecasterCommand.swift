internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics

/// `headroom train forecaster`.
struct TrainForecasterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecaster",
    abstract: "Learns weights that forecasts of other fleets can begin from.",
    discussion: """
      Every store is forecast from many origins of its past. The sums of the pooled regressions and trees learnt from what
      those forecasts missed by go into one file, which names where it comes from. A forecast adds its own fleet's sums to
      them and grows its own trees on top, or its own alone where those did better at other times; a fleet too small to
      learn from has the file's alone. Use it with --weights.

      Example: headroom train forecaster --store a.headroom --store b.headroom --output fleet.weights
      Then:    headroom forecast --store c.headroom --every 1h --horizon 72h --weights fleet.weights
      """)

  @OptionGroup var source: TrainingSourceOptions

  @Option(
    help: ArgumentHelp("The length of a step (default: 1h).", valueName: "duration"),
    transform: Arguments.duration)
  var step: Duration = .seconds(3600)

  @Option(
    help: ArgumentHelp(
      "How far ahead. May be given more than once (default: 72h and 168h).", valueName: "duration"),
    transform: Arguments.duration)
  var horizon: [Duration] = []

  @Option(
    help: ArgumentHelp(
      "How samples of a step become one number; each makes a panel of its own (default: mean and max).",
      valueName: "how"))
  var by: [ForecastGrouping] = []

  @Option(
    help: ArgumentHelp("Time from one origin to the next (default: 10d).", valueName: "duration"),
    transform: Arguments.duration)
  var every: Duration = .days(10)

  func validate() throws {
    for duration in horizon + [step, every] where duration <= .zero {
      throw ValidationError("--step, --horizon and --every must be longer than nothing")
    }
  }

  func run() throws {
    var run = ForecasterTrainingRun(stores: source.store)
    run.key = try source.key
    (run.step, run.until, run.every, run.fold) = (step, source.until, every, source.leaveOut)
    if !horizon.isEmpty { run.horizons = horizon }
    if !by.isEmpty { run.aggregations = try by.map(Self.aggregation) }
    let result = try run.make()
    try source.output.deliver { try $0(result.weights.bytes) }
    Console.note(
      "learnt \(result.weights.steps.joined(separator: ", ")) from \(result.panels) panels: "
        + result.weights.recipe)
  }

  private static func aggregation(_ grouping: ForecastGrouping) throws -> Aggregation {
    guard case .aggregation(let how) = grouping else {
      throw ValidationError("weights are learnt from entities, not from sums; write --by mean")
    }
    return how
  }
}
