internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics

/// `headroom train forecaster`.
struct TrainForecasterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecaster",
    abstract: "Trains initial weights for forecasts of other fleets.",
    discussion: """
      Every store is forecast from many origins of its past. The sums of the pooled regressions and trees learnt from what \
      those forecasts missed by go into one file, which names where it comes from. A forecast adds its own fleet's sums to \
      them and grows its own trees on top, or its own alone where those did better at other times; a fleet too small to \
      learn from has the file's alone. Use it with --weights.

      Example: headroom train forecaster --store a.headroom --store b.headroom --output fleet.weights
      Then:    headroom forecast --store c.headroom --step 1h --horizon 72h --weights fleet.weights
      """)

  @OptionGroup var source: TrainingSourceOptions

  @Option(
    help: ArgumentHelp("The length of a step (default: 1h).", valueName: "duration"),
    transform: Arguments.duration)
  var step: Duration = .seconds(3600)

  @Option(
    help: ArgumentHelp(
      "How the samples of a step become one value. May be given more than once (default: mean and max).",
      valueName: "how"))
  var aggregate: [Aggregation] = []

  @Option(
    help: ArgumentHelp(
      "How far ahead. May be given more than once (default: 72h and 168h).", valueName: "duration"),
    transform: Arguments.duration)
  var horizon: [Duration] = []

  @Option(
    help: ArgumentHelp("Time from one origin to the next (default: 10d).", valueName: "duration"),
    transform: Arguments.duration)
  var originStep: Duration = .days(10)

  @OptionGroup var output: WeightsOutputOptions

  func validate() throws {
    for duration in horizon + [step, originStep] where duration <= .zero {
      throw ValidationError("--step, --horizon and --origin-step must be longer than nothing")
    }
  }

  func run() throws {
    var run = ForecasterTrainingRun(stores: source.store)
    run.key = try source.key
    (run.step, run.until, run.every, run.fold) = (step, source.until, originStep, source.leaveOut)
    if !horizon.isEmpty { run.horizons = horizon }
    if !aggregate.isEmpty { run.aggregations = aggregate }
    let result = try run.make()
    try output.file.deliver { try $0(result.weights.bytes) }
    Console.note(
      "learnt \(result.weights.steps.joined(separator: ", ")) from \(result.panels) panels: "
        + result.weights.recipe)
  }
}
