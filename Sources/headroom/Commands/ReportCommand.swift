internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import HeadroomBasics
internal import Planning
internal import Reporting

/// `headroom report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the capacity review: what changes, what it is worth, what it rests on.",
    discussion: """
      One page for those who approve a plan and those who pay for it: memory, money and energy before and after, the day \
      on which demand passes what is installed, every change with its history, its forecast and its way back, what plans \
      of past origins promised and what came, the record of past forecasts, and gaps in the data. The plan is that of \
      'headroom plan' with the same horizon, inventory, guardrails and weights. Hosts and owners come from the inventory, \
      prices of memory and power from --costs.

      Examples:

        headroom report --quarterly --store fleet.headroom --inventory inventory.yaml --costs costs.yaml --output review.html
        headroom report --monthly --store fleet.headroom --format markdown

      Replaying the past takes most of the time; --backtest reads a report of 'headroom backtest --format json' instead, \
      and --no-backtest leaves the record out.
      """)

  /// How far ahead a review looks.
  enum Period: String, EnumerableFlag {
    case quarterly
    case monthly

    var horizon: Duration { self == .quarterly ? .weeks(13) : .weeks(4) }
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    static func help(for value: Self) -> ArgumentHelp? {
      value == .quarterly ? "The next 13 weeks (default)." : "The next 4 weeks."
    }
  }

  @OptionGroup var store: StoreOptions
  @OptionGroup var origin: NowOption

  @Option(help: ArgumentHelp("Entities and hosts: YAML, JSON or CSV.", valueName: "file"))
  var inventory: String?

  @OptionGroup var costs: CostsOption

  @Option(
    help: ArgumentHelp(
      "Read the record from a report of 'headroom backtest --format json' instead of replaying the past.",
      valueName: "file"))
  var backtest: String?

  @Flag(exclusivity: .exclusive) var period = Period.quarterly

  @Flag(
    name: .customLong("no-backtest"), help: "Leave out the record of past forecasts and decisions.")
  var goesWithoutBacktest = false

  @Option(
    help: ArgumentHelp("Guardrails and the price of a miss: YAML or JSON.", valueName: "file"))
  var guardrails: String?

  @OptionGroup var weights: WeightsOption
  @OptionGroup var decisions: DecisionWeightsOption

  @Option(help: Arguments.formatHelp(CapacityReview.self))
  var format = HTMLFormat.name

  @OptionGroup var output: OutputOptions
  @OptionGroup var progress: ProgressOption

  func validate() throws {
    _ = try Arguments.format(format, for: CapacityReview.self)
    guard backtest == nil || !goesWithoutBacktest else {
      throw ValidationError("--backtest and --no-backtest exclude each other")
    }
  }

  func run() throws {
    let report = try Arguments.format(format, for: CapacityReview.self)
    let workspace = try store.workspace(now: origin.now, inventory: inventory, costs: costs)
    var plan = PlanRequest(created: ProcessClock.now)
    if let guardrails { plan.guardrails = try GuardrailsFile.read(guardrails) }
    (plan.horizon, plan.weights) = (period.horizon, weights.weights)
    plan.decisionWeights = decisions.decisionWeights
    var request = ReviewRequest(plan: plan)
    request.title = period.title
    request.makesBacktest = !goesWithoutBacktest
    if let backtest { request.backtest = try BacktestFile.read(backtest) }
    let line = ProgressLine("replaying the past", progress)
    defer { line.end() }
    let review = try ReviewRun.make(
      request, in: workspace, progress: { line.update($0, of: $1, unit: "origins") })
    line.end()
    try output.deliver { try report.write(review, options: output.reportOptions, to: $0) }
  }
}
