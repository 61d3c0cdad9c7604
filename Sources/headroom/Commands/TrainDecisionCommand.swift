internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import HeadroomBasics
internal import Sizing

/// `headroom train decision`.
struct TrainDecisionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decision",
    abstract: "Learns weights that decisions about sizes begin from.",
    discussion: """
      For every entity and many past origins of every store it learns how likely the peak over the horizon passes a size,
      and how often the sizes that were chosen by it were passed. The weights go into one file, which names where they come
      from. A plan learns from its own fleet's past on top of them; a fleet too young for that has the file's alone.

      Example: headroom train decision --store a.headroom --store b.headroom --output decision.json
      Then:    headroom plan --store c.headroom --horizon 4w --decision-weights decision.json
      """)

  @Option(
    help: ArgumentHelp("A store to learn from. May be given more than once.", valueName: "path"))
  var store: [String]

  @Option(help: ArgumentHelp("A file with the key of encrypted stores.", valueName: "file"))
  var keyFile: String?

  @Option(
    help: ArgumentHelp(
      "How far ahead. May be given more than once (default: 7d, 28d and 91d).",
      valueName: "duration"),
    transform: Arguments.duration)
  var horizon: [Duration] = []

  @Option(
    help: ArgumentHelp("Nothing from here on is looked at.", valueName: "time"),
    transform: Arguments.time)
  var until: Timestamp?

  @Option(
    help: ArgumentHelp("From one origin to the next.", valueName: "duration"),
    transform: Arguments.duration)
  var originStep: Duration = .days(2)

  @Option(
    help: ArgumentHelp(
      "Pairs of entity and origin that one store gives at most.", valueName: "n"))
  var mostCases = 20_000

  @Option(
    help: ArgumentHelp(
      "Leaves out the entities whose name's CRC-32 modulo n is k, to judge the weights on.",
      valueName: "k/n"),
    transform: TrainForecasterCommand.fold)
  var leaveOut: ForecasterTrainingRun.Fold?

  @Option(
    help: ArgumentHelp(
      "A file of weights whose other horizons are kept.", valueName: "file"))
  var beginWith: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !store.isEmpty else { throw ValidationError("name a store to learn from with --store") }
    guard output.output != nil else {
      throw ValidationError("name the file that receives the weights with --output")
    }
    guard mostCases > 0 else { throw ValidationError("--most-cases must be at least 1") }
    for duration in horizon + [originStep] where duration < .days(1) {
      throw ValidationError("--horizon and --origin-step are days at least")
    }
  }

  func run() throws {
    var request = DecisionTrainingRequest(stores: store)
    request.key = try StoreLocation.key(
      file: keyFile, environment: ProcessInfo.processInfo.environment)
    (request.until, request.every, request.fold) = (until, originStep, leaveOut)
    (request.mostCases, request.beginning) = (mostCases, beginWith)
    if !horizon.isEmpty { request.horizons = horizon }
    let weights = try DecisionTrainingRun.make(request)
    try output.deliver { try $0(Array(weights.bytes)) }
    Console.note("learnt \(weights.recipe)")
  }
}
