internal import Application
internal import ArgumentParser
internal import CapacityModel
internal import FleetGenerator
internal import Foundation
internal import HeadroomBasics
internal import SeriesStorage

/// `headroom dataset`.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset", abstract: "Makes demo fleets with known truth.",
    subcommands: [DatasetGenerateCommand.self])
}

/// `headroom dataset generate`.
struct DatasetGenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Makes a fleet: samples, inventory, and the truth behind them.",
    discussion: """
      The same --vms, --days, --seed, --start and --sample-step make the same bytes on any machine.

      Example: headroom dataset generate --vms 40 --days 120 --seed 7 --output fleet
      """)

  @Option(help: ArgumentHelp("How many VMs.", valueName: "n")) var vms = 200
  @Option(help: ArgumentHelp("How many days.", valueName: "n")) var days = 120
  @Option(help: ArgumentHelp("The seed.", valueName: "n")) var seed: UInt64 = 7

  @Option(
    help: ArgumentHelp("The first instant, midnight UTC.", valueName: "time"),
    transform: Arguments.time)
  var start = FleetRecipe.defaultStart

  @Option(
    help: ArgumentHelp("Time from one sample to the next (default: 5m).", valueName: "duration"),
    transform: Arguments.duration)
  var sampleStep: Duration = .seconds(300)

  @Option(
    help: ArgumentHelp("The folder that receives the files (default: fleet).", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Put the samples into this store instead of files.", valueName: "store"))
  var toStore: String?

  @Flag(help: "Replace files that exist.") var force = false

  func validate() throws {
    guard toStore == nil || output == nil else {
      throw ValidationError("--to-store writes no files; leave --output out, or run twice")
    }
  }

  func run() throws {
    let recipe = try FleetRecipe(
      vms: vms, days: days, seed: seed, start: start,
      stepSeconds: Int(sampleStep.wholeMilliseconds / 1000))
    if let toStore { return try store(recipe, in: toStore) }
    try files(recipe, in: output ?? "fleet")
  }

  private func store(_ recipe: FleetRecipe, in path: String) throws {
    let store = try SeriesStore.open(at: path, mode: .create)
    let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let summary = try FleetIntoStore(recipe: recipe).run(into: store, now: now) { done in
      Console.note(
        "stored \(NumberText.grouped(done)) of \(NumberText.grouped(recipe.vms)) VMs")
    }
    try store.close()
    Console.note(
      "stored \(NumberText.grouped(summary.samplesStored)) new samples in \(path)")
  }

  private func files(_ recipe: FleetRecipe, in folder: String) throws {
    for name in try FleetIntoFiles.write(recipe, in: folder, replacing: force) {
      Console.note("wrote \(folder)/\(name)")
    }
  }
}
