internal import Actuation
internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Configuration
internal import Lifecycle
internal import Reporting
internal import SeriesStorage

/// `headroom plan export`.
struct PlanExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Writes the commands that apply, check or undo the approved items, or the plan for its readers.",
    discussion: """
      Formats for machines, which need --as and are recorded:

      \(ScriptFormats.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Platforms:

      \(Platforms.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Only approved items are written; a stale plan is refused, and so are growths that need shrinks \
      on their host which are not approved.

      Formats for readers, at any time, of all items, and not recorded:

      \(ReportFormats.all(for: ResizePlan.self).map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      They say where the plan is in its life and who decided what. The page (html) draws history and forecast of each \
      change from the store, with the weights, inventory and guardrails that the plan was made with; without them it says \
      so and leaves the pictures out. With --costs the plan's memory is priced anew.

      Examples:

        headroom plan export plan.json --store fleet.headroom --format html --output plan.html
        headroom plan export plan.json --store fleet.headroom --as "Ada Muster" --format ansible --output change.yaml
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var costs: CostsOption
  @Option(
    help: ArgumentHelp(
      "The guardrails file that the plan was made with, for the charts of the page.",
      valueName: "file"))
  var guardrails: String?

  @OptionGroup var weights: WeightsOption
  @OptionGroup var decisions: DecisionWeightsOption

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The person who exports commands, recorded in the audit log. Formats for readers need none.",
      valueName: "name"))
  var person: String?

  @Option(
    help: ArgumentHelp("apply (default), verify or rollback.", valueName: "part"),
    transform: Self.part)
  var part: ScriptPart?

  @Option(
    help: ArgumentHelp(
      "The platform of items for which the inventory names none.", valueName: "name"))
  var platform: String?

  @Option(
    help: ArgumentHelp(
      (ScriptFormats.all.map { $0.name } + [ReportFormats.names(for: ResizePlan.self)])
        .joined(separator: ", ") + ".", valueName: "format"))
  var format = ShellScript.name

  @OptionGroup var output: OutputOptions

  private static func part(_ text: String) throws -> ScriptPart {
    guard let part = ScriptPart(rawValue: text) else {
      throw ValidationError("'\(text)' is no part; choose apply, verify or rollback")
    }
    return part
  }

  private var isForReaders: Bool {
    ReportFormats.all(for: ResizePlan.self).contains { $0.name == format }
  }

  func validate() throws {
    if isForReaders {
      let stray = [
        (person != nil, "--as"), (part != nil, "--part"), (platform != nil, "--platform"),
      ]
      if let (_, name) = stray.first(where: { $0.0 }) {
        throw ValidationError(
          "\(name) is for commands; '\(format)' is for readers and shows the whole plan")
      }
      guard costs.costs == nil || ![JSONFormat.name, CSVFormat.name].contains(format) else {
        throw ValidationError(
          "'\(format)' holds the plan as it was made; --costs is for table, markdown and html")
      }
      return
    }
    guard costs.costs == nil else {
      throw ValidationError("'\(format)' states no costs; --costs is for table, markdown and html")
    }
    guard ScriptFormats.all.contains(where: { $0.name == format }) else {
      throw ValidationError(
        "'\(format)' is no format of a plan; choose one of "
          + (ScriptFormats.all.map { $0.name } + [ReportFormats.names(for: ResizePlan.self)])
          .joined(separator: ", "))
    }
    guard person != nil else {
      throw ValidationError("commands that change sizes are written for someone; give --as NAME")
    }
  }

  func run() throws {
    if isForReaders { return try report() }
    let name = try PlanReview.checked(person ?? "")
    let part = part ?? .apply
    let plan = step.plan
    let script = try plan.script(as: format, part: part, platform: platform)
    script.warnings.forEach(Console.warning)
    try output.deliver { try $0(Array(script.text.utf8)) }
    if let first = script.left.first {
      Console.warning(
        "\(script.left.count) approved items are not in this file, '\(first)' first: "
          + "their platforms need another --format")
    }
    try plan.recordExport(of: script, as: format, part: part, by: name)
  }

  /// Writes the plan as it is, whatever was decided on it.
  private func report() throws {
    let (plan, standing) = try step.plan.standing()
    var options = output.reportOptions
    options.allItems = true
    options.standing = standing
    options.prices = try costs.schedule().prices
    let format = try Arguments.format(format, for: ResizePlan.self)
    if type(of: format).drawsCharts { draw(plan, in: &options) }
    try output.deliver { try format.write(plan, options: options, to: $0) }
  }

  /// History and forecast of what changes; a page without them is better than none.
  private func draw(_ plan: ResizePlan, in options: inout ReportOptions) {
    do {
      let workspace = try step.store.workspace(now: plan.now, inventory: step.inventory)
      options.clusters = Hierarchy(of: plan.items.map(\.entity), in: workspace.inventory)
        .names(at: .cluster)
      let (drawn, fleet) = try PlanPictures.draw(
        plan, in: workspace, weights: weights.weights, decisionWeights: decisions.decisionWeights,
        guardrails: try guardrails.map { try GuardrailsFile.read($0) } ?? Guardrails())
      let missing = plan.items.count {
        ($0.action.changesSize) && drawn[$0.entity] == nil
      }
      if missing > 0 {
        Console.warning(
          "\(PlanText.count(missing, "change")) without history and forecast: the data of \(step.store.path) does not "
            + "give the plan's numbers; pass the plan's own --store, --inventory, --guardrails, --weights and --decision-weights"
        )
      }
      // A fleet of another store would stand beside numbers that it does not belong to.
      (options.pictures, options.fleet) = (drawn, missing == 0 ? fleet : nil)
    } catch {
      Console.warning("the page has no history and no forecasts: \(error)")
    }
  }
}
