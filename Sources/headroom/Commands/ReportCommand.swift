internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Foundation
internal import HeadroomBasics
internal import Planning
internal import Reporting

/// `headroom report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the capacity review: what changes, what it is worth, what it rests on.",
    discussion: """
      One page for those who sign and those who pay: memory, money and energy before and after, the day on which demand
      passes what is installed, every change with its past, its forecast and its way back, the record of past forecasts,
      and the data to mend. Hosts, prices, power and owners come from the inventory.

      Examples:

        headroom report --quarterly --store fleet.headroom --inventory inventory.yaml --output review.html
        headroom report --monthly --store fleet.headroom --format markdown

      A page takes up to a minute for some hundred entities, most of it for replaying the past; --backtest takes a report
      that 'headroom backtest --format json' made before, and --no-backtest goes without.
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
  @OptionGroup var beginning: WeightsOption
  @OptionGroup var telling: ProgressOption

  @Flag(exclusivity: .exclusive) var period = Period.quarterly

  @Option(help: ArgumentHelp("Entities, hosts and prices: YAML, JSON or CSV.", valueName: "file"))
  var inventory: String?

  @Option(
    help: ArgumentHelp("Bounds on what may be proposed: YAML or JSON.", valueName: "file"))
  var guardrails: String?

  @Option(
    help: ArgumentHelp(
      "A report of headroom backtest --format json instead of a short replay.", valueName: "file"))
  var backtest: String?

  @Flag(name: .customLong("no-backtest"), help: "Go without the record of past forecasts.")
  var goesWithoutBacktest = false

  @Option(help: ArgumentHelp("html or markdown.", valueName: "format"))
  var format = HTMLFormat.name

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [HTMLFormat.name, MarkdownFormat.name].contains(format) else {
      throw ValidationError("'\(format)' is no format of a review; use html or markdown")
    }
    guard backtest == nil || !goesWithoutBacktest else {
      throw ValidationError("--backtest and --no-backtest exclude each other")
    }
  }

  func run() throws {
    let report = try ReportFormats.named(format)
    let workspace = try store.workspace(now: origin.now, inventory: inventory)
    var plan = PlanRequest(created: Timestamp(seconds: Int64(Date().timeIntervalSince1970)))
    if let guardrails { plan.guardrails = try GuardrailsFile.read(guardrails) }
    (plan.horizon, plan.weights) = (period.horizon, beginning.weights)
    var request = ReviewRequest(plan: plan)
    request.title = period.title
    request.makesBacktest = !goesWithoutBacktest
    if let backtest { request.backtest = try BacktestFile.read(backtest) }
    let line = ProgressLine("replaying the past", telling)
    defer { line.end() }
    let review = try ReviewRun.make(
      request, in: workspace, progress: { line.update($0, of: $1, unit: "origins") })
    line.end()
    try output.deliver { try report.write(review, options: ReportOptions(), to: $0) }
  }
}
