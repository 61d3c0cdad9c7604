internal import ArgumentParser
internal import CapacityModel
internal import FleetGenerator
internal import Foundation
internal import Pipeline

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
    discussion:
      "The same --vms, --days, --seed, --start and --step make the same bytes on any machine.")

  @Option(help: ArgumentHelp("How many VMs.", valueName: "n")) var vms = 200
  @Option(help: ArgumentHelp("How many days.", valueName: "n")) var days = 120
  @Option(help: ArgumentHelp("The seed.", valueName: "n")) var seed: UInt64 = 7

  @Option(
    help: ArgumentHelp("The first instant, midnight UTC.", valueName: "time"),
    transform: Arguments.time)
  var start = FleetRecipe.defaultStart

  @Option(
    help: ArgumentHelp("Between samples.", valueName: "duration"), transform: Arguments.duration)
  var step: Duration = .seconds(300)

  @Option(help: ArgumentHelp("The folder that receives the files.", valueName: "folder"))
  var output = "fleet"

  @Flag(help: "Replace files that are there.") var force = false

  func run() throws {
    let recipe = try FleetRecipe(
      vms: vms, days: days, seed: seed, start: start,
      stepSeconds: Int(step.wholeMilliseconds / 1000))
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    var files: [(name: String, file: OutputFile)] = []
    do {
      for file in FleetGenerator.File.allCases {
        files.append(
          (file.rawValue, try OutputFile(at: "\(output)/\(file.rawValue)", replacing: force)))
      }
      try FleetGenerator(recipe: recipe).write { file, bytes in
        guard let index = files.firstIndex(where: { $0.name == file.rawValue }) else { return }
        try files[index].file.append(bytes)
      }
      for index in files.indices { try files[index].file.finish() }
    } catch {
      for file in files { file.file.abandon() }
      throw error
    }
    for file in files { Console.note("wrote \(output)/\(file.name)") }
  }
}
