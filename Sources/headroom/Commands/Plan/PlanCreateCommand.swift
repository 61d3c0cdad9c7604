internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import HeadroomBasics
internal import Lifecycle
internal import Planning
internal import Reporting
internal import Sizing

/// `headroom plan create`, which is also what `headroom plan` does.
struct PlanCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Makes a resize plan for review.",
    discussion: """
      Decides a size for every entity: the one whose expected cost over the horizon is least, which is its memory plus \
      the price of a miss times the probability of one. Guardrails bound it. A size shrinks only where its service level \
      is met, and grows only where it is not and the growth costs less than the misses it avoids. Every item states the \
      probability that demand stays within its size, and explains the size byte by byte.

      No size falls below a peak of the last 30 days, or below month ends that recur within the horizon, unless that is \
      allowed. An entity whose history is too short, or whose size cut demand off for too long, is to be investigated. \
      'headroom backtest' shows what the plans of past origins promised and what came.

      Policies:

      \(SizingPolicies.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Example: headroom plan --store fleet.headroom --inventory inventory.yaml --horizon 4w --format markdown
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var origin: NowOption

  @Option(
    help: ArgumentHelp(
      "Which entities run where, and hosts: YAML, JSON or CSV.", valueName: "file"))
  var inventory: String?

  @OptionGroup var audit: AuditOptions
  @OptionGroup var costs: CostsOption

  @Option(
    help: ArgumentHelp(
      "How far ahead sizes must hold: 7d, 4w, 13w, 1q (default: 13w).", valueName: "duration"),
    transform: Arguments.duration)
  var horizon: Duration = .weeks(13)

  @Option(
    help: ArgumentHelp(
      "The probability that a smaller size must meet, and below which a larger one is considered, for every tier (default: critical 0.99, standard 0.95, batch 0.90).",
      valueName: "p"),
    transform: Arguments.probability)
  var serviceLevel: Double?

  @Option(
    help: ArgumentHelp(
      "Warn where demand is predicted to pass these percentages of the present size: "
        + "\(ThresholdRule.all.map { "\($0.percent)" }.joined(separator: ",")) (default: all of them), or none.",
      valueName: "p,p"),
    transform: Self.rules)
  var thresholds = ThresholdRule.all

  @Option(
    help: ArgumentHelp(
      "How sizes are chosen (default: the policy that would have cost least on this history among those that kept their promises; horizon-exceedance where the history is too short to tell).",
      valueName: "name"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "A file of 'headroom train policy' or 'headroom backtest --policy-output' that chooses sizes in place of --policy.",
      valueName: "file"))
  var policyFile: String?

  @Option(
    help: ArgumentHelp(
      "Guardrails and the price of a miss: YAML or JSON. Options on the command line override the file.",
      valueName: "file"))
  var guardrails: String?

  @Option(
    help: ArgumentHelp(
      "The smallest size proposed, where the inventory names none (default: 512MiB).",
      valueName: "size"),
    transform: Arguments.size)
  var floor: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Sizes are multiples of this, where the inventory names no step (default: 256MiB).",
      valueName: "size"),
    transform: Arguments.size)
  var sizeStep: ByteCount?

  @Option(
    help: ArgumentHelp(
      "The largest size proposed, where the inventory names none (default: 4TiB).",
      valueName: "size"),
    transform: Arguments.size)
  var cap: ByteCount?

  @Option(
    help: ArgumentHelp(
      "History below which an entity is not resized (default: 14d).", valueName: "duration"),
    transform: Arguments.duration)
  var minimumHistory: Duration?

  @Flag(help: "Allow sizes below peaks of the last 30 days and below recurring peaks.")
  var allowBelowObservedPeak = false

  @OptionGroup var weights: WeightsOption
  @OptionGroup var decisions: DecisionWeightsOption

  @Option(help: Arguments.formatHelp(ResizePlan.self))
  var format = TableFormat.name

  @Flag(help: "Also list the entities that keep their size (table).")
  var all = false

  @Flag(help: "Exit with code 2 if the plan changes a size.")
  var detailedExitCode = false

  @OptionGroup var output: OutputOptions

  private static func rules(_ text: String) throws -> [ThresholdRule] {
    if text == "none" { return [] }
    return try Arguments.list(text).map { part in
      guard let rule = ThresholdRule.all.first(where: { "\($0.percent)" == part }) else {
        throw ValidationError(
          "'\(part)' is no threshold; choose of "
            + "\(ThresholdRule.all.map { "\($0.percent)" }.joined(separator: ",")), or none")
      }
      return rule
    }
  }

  func validate() throws {
    _ = try Arguments.format(format, for: ResizePlan.self)
    if let policy, !SizingPolicies.all.contains(where: { $0.name == policy }) {
      throw ValidationError(
        "'\(policy)' is no policy; choose one of \(SizingPolicies.all.map { $0.name }.joined(separator: ", "))"
      )
    }
    let (least, most) = (floor ?? Guardrails().floor, cap ?? Guardrails().cap)
    guard guardrails != nil || least <= most else {
      throw ValidationError("--floor \(least) is above --cap \(most)")
    }
  }

  func run() throws {
    let report = try Arguments.format(format, for: ResizePlan.self)
    let workspace = try store.workspace(now: origin.now, inventory: inventory, costs: costs)
    var request = PlanRequest(created: ProcessClock.now)
    request.guardrails = try limits()
    (request.horizon, request.serviceLevel) = (horizon, serviceLevel)
    request.thresholds = thresholds
    (request.policy, request.policyFile) = (policy, policyFile)
    request.record = PlanRecord(of: past())
    request.weights = weights.weights
    request.decisionWeights = decisions.decisionWeights
    let (plan, past, pictures, fleet) = try PlanRun.withPast(
      request, in: workspace, draws: type(of: report).drawsCharts)
    var options = output.reportOptions
    options.allItems = all
    options.prices = workspace.prices
    (options.past, options.pictures, options.fleet) = (past, pictures, fleet)
    options.clusters = Hierarchy(of: plan.items.map(\.entity), in: workspace.inventory)
      .names(at: .cluster)
    try output.deliver { try report.write(plan, options: options, to: $0) }
    try record(plan)
    if output.isShown || (Console.isTerminal && format == JSONFormat.name),
      plan.items.contains(where: { $0.action.changesSize })
    {
      let arguments = Array(CommandLine.arguments.dropFirst())
      Console.note(
        "\n" + NextCommand.afterPlan(arguments, file: output.output, store: store.store))
    }
    if detailedExitCode, plan.items.contains(where: { $0.action.changesSize }) {
      throw ExitCode(2)
    }
  }

  /// What the audit log knows; a log that cannot be read costs the plan its record, not the plan itself.
  private func past() -> [AuditEntry] {
    do {
      let inspection = try audit.trail(beside: store).log.inspect()
      if !inspection.findings.isEmpty {
        Console.warning(
          "the audit log is damaged, so that the record of earlier plans may be wrong; run headroom audit verify"
        )
      }
      return inspection.entries
    } catch {
      Console.warning("the plan lacks the record of earlier plans: \(error)")
      return []
    }
  }

  /// The guardrails of the file, overridden by the options.
  private func limits() throws -> Guardrails {
    var limits = try guardrails.map { try GuardrailsFile.read($0) } ?? Guardrails()
    if let floor { limits.floor = floor }
    if let sizeStep { limits.sizeStep = sizeStep }
    if let cap { limits.cap = cap }
    if let minimumHistory { limits.minimumHistoryDays = minimumHistory.inDays }
    if allowBelowObservedPeak { limits.allowBelowObservedPeak = true }
    return limits
  }

  /// A plan that is only looked at has no life; one that stands in a file as JSON has begun one.
  private func record(_ plan: ResizePlan) throws {
    guard output.output != nil, format == JSONFormat.name else { return }
    try audit.trail(beside: store).record(
      [AuditRecord(.created, actor: "headroom", plan: plan.id)], at: plan.created)
  }
}
