internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import Evaluation
internal import HeadroomBasics
internal import Sizing

/// `headroom train`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains policies and weights on the store's history.",
    subcommands: [TrainPolicyCommand.self, TrainForecasterCommand.self, TrainDecisionCommand.self])
}

/// `headroom train policy`.
struct TrainPolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Trains a sizing policy and writes it with its provenance.",
    discussion: """
      Everything before --until is learned from, nothing after it is looked at. The file holds weights, features, prices, \
      the data's fingerprint and the training curve; a plan takes it with --policy-file and refuses it for an origin \
      before --until.

      Example: headroom train policy --policy fitted-q --store fleet.headroom --until 2026-01-01 --output policy.json
      """)

  @OptionGroup var store: StoreOptions

  @Option(help: ArgumentHelp("Tiers and hot-add.", valueName: "file")) var inventory: String?

  @OptionGroup var costs: CostsOption

  @Option(
    help: ArgumentHelp(
      "The policy to train: \(PolicyCatalogue.trainable.joined(separator: ", ")).",
      valueName: "name"))
  var policy = PolicyCatalogue.newsvendor

  @Option(
    help: ArgumentHelp("Learn from samples before this midnight UTC.", valueName: "time"),
    transform: Arguments.time)
  var until: Timestamp

  @Option(
    help: ArgumentHelp("Time from one decision to the next (default: 1d).", valueName: "duration"),
    transform: Arguments.duration)
  var window: Duration = .days(1)

  @Option(help: ArgumentHelp("The file that receives the policy.", valueName: "file"))
  var output: String

  @Flag(help: "Replace the output file if it exists.") var force = false

  func validate() throws {
    let known = PolicyCatalogue.trainable
    guard known.contains(policy) else {
      throw ValidationError("'\(policy)' is not trained; choose \(known.joined(separator: " or "))")
    }
  }

  func run() throws {
    let workspace = try store.workspace(now: nil, inventory: inventory)
    var request = TrainRequest(policy: policy, until: until)
    request.window = window
    request.costs = try costs.schedule()
    let trained = try TrainRun.make(request, in: workspace)
    try OutputFile.write(try PolicyFile.trained(trained).text(), to: output, replacing: force)
    Console.note(
      "trained \(trained.policy) on \(QuantityText.count(trained.data.entities, "entity", "entities")) up to \(until); wrote \(output)"
    )
  }
}
