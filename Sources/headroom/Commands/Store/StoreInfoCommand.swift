internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import Reporting
internal import SeriesStorage

/// `headroom store info`.
struct StoreInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract:
      "Shows what the store holds: entities, samples, span, bytes a sample, encodings, gaps.",
    discussion: """
      Counts are kept as samples are written, so this reads no sample. --gaps reads all of them and adds how many stretches \
      are longer than twice the entity's usual distance between samples. --quality reads all of them and tells which entities \
      cannot be believed, why, and what a plan does about it.

      Example: headroom store info --store fleet.headroom --gaps
      """)

  @OptionGroup var store: StoreOptions

  @Flag(help: "Also count gaps; reads every sample.")
  var gaps = false

  @Flag(help: "Show instead how far each entity's samples can be believed; reads every sample.")
  var quality = false

  @OptionGroup var trust: TrustOption

  @Option(help: Arguments.formatHelp(StoreContents.self)) var format = TableFormat.name

  func validate() throws {
    if gaps, quality { throw ValidationError("ask for --gaps or for --quality, not for both") }
    if trust.guardrails != nil, !quality {
      throw ValidationError("--guardrails goes with --quality: it says which doubts are overruled")
    }
    _ =
      quality
      ? try Arguments.format(format, for: QualityReport.self)
      : try Arguments.format(format, for: StoreContents.self)
  }

  func run() throws {
    if quality {
      let workspace = try trust.apply(to: store.workspace(now: nil))
      return try Arguments.format(format, for: QualityReport.self).write(
        try QualityRun.make(in: workspace), options: Terminal.standardOutput.reportOptions
      ) { try Console.write($0) }
    }
    let report = try Arguments.format(format, for: StoreContents.self)
    let opened = try store.open(.read)
    let contents = StoreContents(try opened.info(), gaps: gaps ? try opened.gaps() : nil)
    try report.write(contents, options: Terminal.standardOutput.reportOptions) {
      try Console.write($0)
    }
  }
}
