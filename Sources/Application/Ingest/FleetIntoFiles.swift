internal import Configuration
public import FleetGenerator
internal import Foundation

/// Writes a demo fleet as files: samples, truth, inventory and prices.
public enum FleetIntoFiles {
  /// The file of what is known beside the samples: `headroom.inventory/v1`.
  private static let inventory = "inventory.yaml"
  /// The file of prices: `headroom.costs/v1`.
  private static let costs = "costs.yaml"

  /// Writes the files into `folder`, which is made where it is missing: all of them or none.
  ///
  /// - Parameters:
  ///   - faults: What is wrong with the samples; nothing when absent.
  ///   - replacing: Whether files that are there may be replaced.
  /// - Returns: The names of the files, in order.
  /// - Throws: `ApplicationError.outputExists`, `.unwritable`; the file system's error where the folder cannot be made.
  public static func write(
    _ recipe: FleetRecipe, faults: FleetFaults? = nil, in folder: String, replacing: Bool
  ) throws -> [String] {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let generator = FleetGenerator(recipe: recipe, faults: faults)
    var files: [(name: String, file: OutputFile)] = []
    do {
      for name in generator.files.map(\.rawValue) + [inventory, costs] {
        files.append((name, try OutputFile(at: "\(folder)/\(name)", replacing: replacing)))
      }
      try generator.write { file, bytes in
        guard let index = files.firstIndex(where: { $0.name == file.rawValue }) else { return }
        try files[index].file.append(bytes)
      }
      try files[files.count - 2].file.append(
        Array(InventoryYAML.text(of: generator.inventory).utf8))
      try files[files.count - 1].file.append(
        Array(CostsFile.text(of: FleetGenerator.prices).utf8))
      for index in files.indices { try files[index].file.finish() }
    } catch {
      for file in files { file.file.abandon() }
      throw error
    }
    return files.map(\.name)
  }
}
