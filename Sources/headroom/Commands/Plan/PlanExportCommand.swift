internal import ArgumentParser
internal import CapacityModel
internal import Planning
internal import Reporting

/// `headroom plan export`.
struct PlanExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the commands that apply, check or undo the approved items.",
    discussion: """
      Formats:

      \(ScriptFormats.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Platforms:

      \(Platforms.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"))

      Only approved items are written; a stale plan is refused, and so are growths that need shrinks
      on their host which are not approved.

      Example: headroom plan export plan.json --by "Ada Muster" --format ansible --output change.yaml
      """)

  @OptionGroup var step: PlanStepOptions

  @Option(
    help: ArgumentHelp(
      "\(ScriptFormats.all.map { $0.name }.joined(separator: ", ")).", valueName: "format"))
  var format = ShellScript.name

  @Option(
    help: ArgumentHelp("apply, verify or rollback.", valueName: "part"),
    transform: Self.part)
  var part = ScriptPart.apply

  @Option(
    help: ArgumentHelp(
      "The platform of items whose own the inventory does not name.", valueName: "name"))
  var platform: String?

  @OptionGroup var output: OutputOptions

  private static func part(_ text: String) throws -> ScriptPart {
    guard let part = ScriptPart(rawValue: text) else {
      throw ValidationError("'\(text)' is no part; choose apply, verify or rollback")
    }
    return part
  }

  func validate() throws {
    if ReportFormats.all.contains(where: { $0.name == format }) {
      throw ValidationError(
        "'\(format)' is for readers, not for machines that change sizes; write it with: "
          + "headroom plan show PLAN --format \(format)")
    }
    guard ScriptFormats.all.contains(where: { $0.name == format }) else {
      throw ValidationError(
        "'\(format)' is no format of scripts; choose one of "
          + ScriptFormats.all.map { $0.name }.joined(separator: ", "))
    }
  }

  func run() throws {
    _ = try step.name
    let review = try step.review(for: "export")
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
      .exported, of: review.plan,
      details: ["format": format, "part": part.rawValue, "left": "\(script.left.count)"])
  }
}
