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

      --faults makes some of the VMs' samples wrong, to try what finds that, and writes faults.csv beside the truth.

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
    help: ArgumentHelp(
      "Faults of single VMs: all, or some of \(FaultKind.ofEntities.map(\.rawValue).joined(separator: ", ")).",
      valueName: "list"),
    transform: { try Self.faultKinds($0) })
  var faults: [FaultKind] = []

  @Option(
    help: ArgumentHelp("The share of VMs that get a fault (default: 0.1).", valueName: "share"))
  var faultShare: Double?

  @Flag(
    help: "Make all sizes and demand 1,024 times larger from an instant on, also without --faults.")
  var unitChange = false

  @Option(
    help: ArgumentHelp("The folder that receives the files (default: fleet).", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Put the samples into this store instead of files.", valueName: "store"))
  var toStore: String?

  @Flag(help: "Replace files that exist.") var force = false

  private static func faultKinds(_ text: String) throws -> [FaultKind] {
    if text == "all" { return FaultKind.ofEntities }
    return try Set(text.split(separator: ",", omittingEmptySubsequences: false)).sorted().map {
      name in
      guard let kind = FaultKind.ofEntities.first(where: { $0.rawValue == name }) else {
        throw ValidationError("'\(name)' is no fault of a VM")
      }
      return kind
    }
  }

  func validate() throws {
    guard faultShare == nil || !faults.isEmpty else {
      throw ValidationError("--fault-share says how many VMs get faults; give --faults, too")
    }
    guard toStore == nil || (faults.isEmpty && !unitChange) else {
      throw ValidationError("--to-store writes no truth of faults; write files and ingest them")
    }
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
    let now = presentTime()
    let summary = try FleetIntoStore(recipe: recipe).run(into: store, now: now) { done in
      Console.note(
        "stored \(NumberText.grouped(done)) of \(NumberText.grouped(recipe.vms)) VMs")
    }
    try store.close()
    Console.note(
      "stored \(NumberText.grouped(summary.samplesStored)) new samples in \(path)")
  }

  private func files(_ recipe: FleetRecipe, in folder: String) throws {
    let wrong =
      faults.isEmpty && !unitChange
      ? nil
      : try FleetFaults(
        kinds: faults, share: faultShare ?? 0.1, changesUnit: unitChange, in: recipe)
    for name in try FleetIntoFiles.write(recipe, faults: wrong, in: folder, replacing: force) {
      Console.note("wrote \(folder)/\(name)")
    }
  }
}
