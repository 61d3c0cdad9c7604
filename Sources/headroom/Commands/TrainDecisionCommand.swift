internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import HeadroomBasics
internal import Sizing

/// `headroom train decision`.
struct TrainDecisionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decision",
    abstract: "Trains initial weights for decisions about sizes.",
    discussion: """
      Learns two things from every entity at many past origins of every store: how likely the peak over a horizon passes a \
      size, and how often the sizes that were chosen this way were passed. The file of weights names its sources. A plan \
      adds what its own fleet's past teaches; a fleet with too few past decisions uses the weights alone. A horizon that no \
      store is long enough for (14 days and the horizon) is left out with a warning.

      Judge weights on entities and times that they were not learnt from: --leave-out and --until here, then \
      'headroom backtest --decision-weights'.

      Example: headroom train decision --store a.headroom --store b.headroom --output decision.json
      Then:    headroom plan --store c.headroom --horizon 4w --decision-weights decision.json
      """)

  @OptionGroup var source: TrainingSourceOptions

  @Option(
    help: ArgumentHelp(
      "How far ahead sizes must hold. May be given more than once (default: 7d, 28d and 91d).",
      valueName: "duration"),
    transform: Arguments.duration)
  var horizon: [Duration] = []

  @Option(
    help: ArgumentHelp(
      "Time from one origin to the next, whole days (default: 2d).", valueName: "duration"),
    transform: Arguments.duration)
  var originStep: Duration = .days(2)

  @Option(
    help: ArgumentHelp(
      "Use at most this many pairs of entity and origin of one store.", valueName: "n"))
  var mostCases = 20_000

  @Option(
    help: ArgumentHelp(
      "A file of weights; its horizons that are not learnt anew are kept.", valueName: "file"))
  var beginWith: String?

  @OptionGroup var output: WeightsOutputOptions

  func validate() throws {
    guard mostCases > 0 else { throw ValidationError("--most-cases must be at least 1") }
    for duration in horizon + [originStep] where duration < .days(1) {
      throw ValidationError("--horizon and --origin-step are days at least")
    }
  }

  func run() throws {
    var request = DecisionTrainingRequest(stores: source.store)
    request.key = try source.key
    (request.until, request.every, request.fold) = (source.until, originStep, source.leaveOut)
    (request.mostCases, request.beginning) = (mostCases, beginWith)
    if !horizon.isEmpty { request.horizons = horizon }
    let weights = try DecisionTrainingRun.make(request, warn: Console.warning)
    try output.file.deliver { try $0(Array(weights.bytes)) }
    Console.note("learnt \(weights.recipe)")
  }
}
