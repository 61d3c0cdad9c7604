internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Planning
internal import Reporting

/// `headroom plan show`.
struct PlanShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a plan's file, and who decided what.",
    discussion: "Example: headroom plan show plan.json --format markdown")

  @Argument(help: ArgumentHelp("The plan's file.", valueName: "plan"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "\(ReportFormats.all.map { $0.name }.joined(separator: ", ")).", valueName: "format"))
  var format = "table"

  @Flag(help: "Also list the entities that keep their size (table).")
  var all = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let report = try ReportFormats.named(format)
    let review = try PlanFile.read(file)
    try output.deliver { sink in
      var options = output.reportOptions
      options.allItems = all
      try report.write(review.plan, options: options, to: sink)
      if format == "table" { try sink(Array(decisions(review, options).utf8)) }
    }
  }

  private func decisions(_ review: PlanReview, _ options: ReportOptions) -> String {
    let words = review.plan.lastDecisions
    guard !words.isEmpty else { return "\nNo item was decided on yet.\n" }
    var table = TextTable(columns: [
      .init("entity"), .init("decision"), .init("by"), .init("at"), .init("comment"),
    ])
    for item in review.changes {
      guard let word = words[item.entity] else { continue }
      table.append([
        item.entity.name, word.verdict.rawValue, word.name, "\(word.at)", word.comment ?? "",
      ])
    }
    return "\n\(review.approved.count) of \(review.changes.count) changes approved.\n\n"
      + table.text(width: options.width, color: options.color)
  }
}

/// `headroom plan diff`.
struct PlanDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what changed between two plans, and why.",
    discussion: "Example: headroom plan diff last-quarter.json plan.json")

  @Argument(help: ArgumentHelp("The earlier plan's file.", valueName: "plan"))
  var before: String

  @Argument(help: ArgumentHelp("The later plan's file.", valueName: "plan"))
  var after: String

  @OptionGroup var output: OutputOptions

  func run() throws {
    let comparison = try PlanComparison(
      from: try PlanFile.read(before).plan, to: try PlanFile.read(after).plan)
    var table = TextTable(columns: [.init("entity"), .init("before"), .init("after")])
    for difference in comparison.differences {
      table.append(
        [difference.entity.name, difference.before, difference.after],
        note: difference.why.joined(separator: "; "))
    }
    var text = comparison.basis.map { "\($0)\n" }.joined()
    text +=
      "\(PlanText.count(comparison.differences.count, "item differs", plural: "items differ")), "
      + "\(comparison.same) \(comparison.same == 1 ? "does" : "do") not\n"
    let options = output.reportOptions
    if table.count > 0 { text += "\n\(table.text(width: options.width, color: options.color))" }
    try output.deliver { try $0(Array(text.utf8)) }
  }
}
