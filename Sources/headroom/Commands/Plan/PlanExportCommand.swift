internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Planning
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

      \(ReportFormats.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      They say where the plan is in its life and who decided what. The page (html) draws history and forecast of each \
      change from the store, with the weights, inventory and guardrails that the plan was made with; without them it says \
      so and leaves the pictures out.

      Examples:

        headroom plan export plan.json --format html --store fleet.headroom --output plan.html
        headroom plan export plan.json --as "Ada Muster" --format ansible --output change.yaml
      """)

  @OptionGroup var step: PlanStepOptions
  @OptionGroup var weights: WeightsOption
  @OptionGroup var decisions: DecisionWeightsOption

  @Option(
    help: ArgumentHelp(
      "The guardrails file that the plan was made with, for the charts of the page.",
      valueName: "file"))
  var guardrails: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "The person who exports commands, recorded in the audit log. Formats for readers need none.",
      valueName: "name"))
  var person: String?

  @Option(
    help: ArgumentHelp(
      (ScriptFormats.all.map { $0.name } + ReportFormats.all.map { $0.name })
        .joined(separator: ", ") + ".", valueName: "format"))
  var format = ShellScript.name

  @Option(
    help: ArgumentHelp("apply (default), verify or rollback.", valueName: "part"),
    transform: Self.part)
  var part: ScriptPart?

  @Option(
    help: ArgumentHelp(
      "The platform of items for which the inventory names none.", valueName: "name"))
  var platform: String?

  @OptionGroup var output: OutputOptions

  private static func part(_ text: String) throws -> ScriptPart {
    guard let part = ScriptPart(rawValue: text) else {
      throw ValidationError("'\(text)' is no part; choose apply, verify or rollback")
    }
    return part
  }

  private var isForReaders: Bool { ReportFormats.all.contains { $0.name == format } }

  func validate() throws {
    if isForReaders {
      let stray = [
        (person != nil, "--as"), (part != nil, "--part"), (platform != nil, "--platform"),
      ]
      if let (_, name) = stray.first(where: { $0.0 }) {
        throw ValidationError(
          "\(name) is for commands; '\(format)' is for readers and shows the whole plan")
      }
      return
    }
    guard ScriptFormats.all.contains(where: { $0.name == format }) else {
      throw ValidationError(
        "'\(format)' is no format of a plan; choose one of "
          + (ScriptFormats.all.map { $0.name } + ReportFormats.all.map { $0.name })
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
    let review = try step.review(for: "export", isWayBack: part != .apply)
    if part == .apply {
      try review.checkHosts()
      try step.refuseStale(review.plan)
    }
    let script = try ScriptFormats.text(
      of: review, as: format, part: part, platform: platform)
    try output.deliver { try $0(Array(script.text.utf8)) }
    if let first = script.left.first {
      Console.warning(
        "\(script.left.count) approved items are not in this file, '\(first)' first: "
          + "their platforms need another --format")
    }
    try step.record(
      .exported, of: review.plan, by: name,
      details: ["format": format, "part": part.rawValue, "left": "\(script.left.count)"])
  }

  /// Writes the plan as it is, whatever was decided on it.
  private func report() throws {
    let life = PlanLife(of: try PlanFile.read(step.file).plan, in: try step.log.entries())
    let review = try PlanReview(of: life.plan)
    var options = output.reportOptions
    options.allItems = true
    options.standing = "\(life.state); \(review.standing)"
    if format == HTMLFormat.name { options.pictures = pictures(of: review.plan) }
    let format = try ReportFormats.named(format)
    try output.deliver { try format.write(review.plan, options: options, to: $0) }
  }

  /// History and forecast of what changes; a page without them is better than none.
  private func pictures(of plan: ResizePlan) -> [EntityID: DemandPicture] {
    do {
      let drawn = try PlanPictures.draw(
        plan, in: try step.store.workspace(now: plan.now, inventory: step.inventory),
        weights: weights.weights, decisionWeights: decisions.decisionWeights,
        guardrails: try guardrails.map { try GuardrailsFile.read($0) } ?? Guardrails())
      let missing = plan.items.count {
        ($0.action == .grow || $0.action == .shrink) && drawn[$0.entity] == nil
      }
      if missing > 0 {
        Console.warning(
          "\(PlanText.count(missing, "change")) without history and forecast: the data of \(step.store.path) does not "
            + "give the plan's numbers; pass the plan's own --store, --inventory, --guardrails, --weights and --decision-weights"
        )
      }
      return drawn
    } catch {
      Console.warning("the page has no history and no forecasts: \(error)")
      return [:]
    }
  }
}
