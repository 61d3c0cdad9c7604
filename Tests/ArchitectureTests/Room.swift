import Foundation
import TestSupport

/// A module under Sources and what it may import, as docs/architecture.md says it.
struct Room {
  /// The module's name, which is its folder's.
  let name: String
  /// Rooms import only rooms of lower levels; those of level 2 are siblings.
  let level: Int
  /// The modules it may import, those of other packages and of the system included.
  let mayImport: Set<String>

  /// The modules that are C, ours and the system's.
  static let cModules: Set<String> = [
    "COpenBLAS", "CCompression", "CForecasterWeights", "CDecisionWeights", "GRDBSQLite", "SQLite3",
    "Glibc", "Musl",
    "Darwin", "Bionic",
  ]

  /// The rooms that may import C.
  static let mayImportC: Set<String> = [
    "LinearAlgebra", "Ingestion", "SeriesStorage", "Forecasting", "Sizing",
  ]

  /// What every room from level 1 on may import.
  static let basics = "HeadroomBasics"

  /// The rooms of docs/architecture.md; none where it cannot be read, which every test notices.
  static let all: [Room] = {
    let path = "\(PackageRoot.path)/docs/architecture.md"
    return table(in: (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
  }()

  /// The rows of the table of rooms: `| level | module | duty | may import |`.
  static func table(in text: String) -> [Room] {
    let rows = text.split(separator: "\n").compactMap { line -> (Int, String, [String])? in
      let cells = line.split(separator: "|").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
      guard line.hasPrefix("|"), cells.count >= 3, let level = Int(cells[0]) else { return nil }
      let modules = cells.count > 3 ? cells[3].components(separatedBy: ", ") : []
      return (level, cells[1], modules.filter { !$0.isEmpty })
    }
    return rows.map { level, name, modules in
      var allowed = Set<String>()
      for module in modules {
        // "levels 1 to 3" stands for the rooms of those levels.
        let words = module.split(separator: " ")
        if words.count == 4, words[0] == "levels", let low = Int(words[1]), let high = Int(words[3])
        {
          allowed.formUnion(rows.filter { (low...high).contains($0.0) }.map { $0.1 })
        } else {
          allowed.insert(module)
        }
      }
      if level > 0 { allowed.insert(basics) }
      // What Foundation re-exports is no wider than Foundation.
      if allowed.contains("Foundation") { allowed.insert("FoundationEssentials") }
      return Room(name: name, level: level, mayImport: allowed)
    }
  }
}
