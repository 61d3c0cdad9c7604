/// A module under Sources and what it may import.
struct Room {
  /// The module's name, which is its folder's.
  let name: String
  /// Rooms import only rooms of lower levels; those of level 2 are siblings.
  let level: Int
  /// The modules it may import, those of other packages and of the system included.
  let mayImport: Set<String>

  /// The modules that are C, ours and the system's.
  static let cModules: Set<String> = [
    "COpenBLAS", "CCompression", "CForecasterWeights", "GRDBSQLite", "SQLite3", "Glibc", "Musl",
    "Darwin", "Bionic",
  ]

  /// The rooms that may import C.
  static let mayImportC: Set<String> = [
    "LinearAlgebra", "Ingestion", "SeriesStorage", "Forecasting",
  ]

  /// The table of docs/architecture.md. Widening it takes a decision note.
  static let all: [Room] = [
    Room("COpenBLAS", 0),
    Room("CCompression", 0),
    Room("CForecasterWeights", 0),
    Room("CapacityModel", 1, ["FoundationEssentials"]),
    Room("LinearAlgebra", 1, ["COpenBLAS"]),
    Room("Ingestion", 2, ["CapacityModel", "CCompression", "Foundation"]),
    Room(
      "SeriesStorage", 2,
      parallel.union(["CapacityModel", "CCompression", "GRDB", "Crypto", "Foundation"])),
    Room(
      "Forecasting", 2,
      parallel.union(["CForecasterWeights", "CapacityModel", "LinearAlgebra", "RealModule"])),
    Room("Sizing", 2, parallel.union(["CapacityModel", "LinearAlgebra", "RealModule"])),
    Room("Planning", 2, ["CapacityModel", "Crypto", "Foundation"]),
    Room("Diagnosis", 2, ["CapacityModel", "LinearAlgebra"]),
    Room("Reporting", 2, ["CapacityModel", "Foundation", "Mustache"]),
    Room("FleetGenerator", 2, ["CapacityModel"]),
    Room(
      "Backtesting", 3,
      ["CapacityModel", "LinearAlgebra", "Forecasting", "Sizing", "Planning"]),
    Room(
      "Pipeline", 4,
      belowPipeline.union(["Yams", "Logging", "Foundation", "Dispatch", "Synchronization"])),
    Room(
      "headroom", 5,
      belowPipeline.union(["Pipeline", "ArgumentParser", "Foundation", "Synchronization"])),
  ]

  /// What work on all cores takes; see decision 0009.
  private static let parallel: Set<String> = ["Dispatch", "Synchronization"]

  private static let belowPipeline: Set<String> = [
    "CapacityModel", "LinearAlgebra", "Ingestion", "SeriesStorage", "Forecasting", "Sizing",
    "Planning", "Diagnosis", "Reporting", "FleetGenerator", "Backtesting",
  ]

  private init(_ name: String, _ level: Int, _ modules: Set<String> = []) {
    (self.name, self.level) = (name, level)
    // What Foundation re-exports is no wider than Foundation.
    mayImport = modules.contains("Foundation") ? modules.union(["FoundationEssentials"]) : modules
  }
}
