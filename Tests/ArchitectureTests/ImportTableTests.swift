import Foundation
import TestSupport
import Testing

/// The table of docs/architecture.md, held by reading the import lines.
@Suite struct ImportTableTests {
  private static let below: Set = [
    "CapacityModel", "LinearAlgebra", "Ingestion", "SeriesStorage", "Forecasting", "Sizing",
    "Planning", "Reporting", "FleetGenerator", "Backtesting",
  ]
  private static let table: [String: Set<String>] = [
    "CapacityModel": ["FoundationEssentials"],
    "LinearAlgebra": ["COpenBLAS"],
    "Ingestion": ["CapacityModel", "CCompression", "Foundation"],
    "SeriesStorage": ["CapacityModel", "GRDB", "Foundation"],
    "Forecasting": ["CapacityModel", "LinearAlgebra", "RealModule"],
    "Sizing": ["CapacityModel", "LinearAlgebra"],
    "Planning": ["CapacityModel", "Crypto", "Foundation", "FoundationEssentials"],
    "Reporting": ["CapacityModel", "Foundation", "FoundationEssentials"],
    "FleetGenerator": ["CapacityModel"],
    "Backtesting": ["CapacityModel", "Forecasting", "Sizing", "Planning"],
    "Pipeline": below.union(["Yams", "Foundation", "Dispatch", "Synchronization"]),
    "headroom": below.union(["Pipeline", "ArgumentParser", "Foundation", "Synchronization"]),
  ]

  /// `file:line module imports module` for every breach below `root`.
  private func breaches(in root: String) throws -> [String] {
    var found: [String] = []
    for module in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
      guard let allowed = Self.table[module] else { continue }
      let files =
        FileManager.default.enumerator(atPath: "\(root)/\(module)")?.compactMap { $0 as? String }
        ?? []
      for file in files.sorted() where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(root)/\(module)/\(file)", encoding: .utf8)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated()
        {
          let words = line.split(separator: " ").map(String.init)
          guard let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count,
            !line.hasPrefix(" "), !line.hasPrefix("/")
          else { continue }
          if !allowed.contains(words[place + 1]) {
            found.append("\(module)/\(file):\(index + 1) imports \(words[place + 1])")
          }
        }
      }
    }
    return found
  }

  @Test("no room imports what the table does not allow")
  func rooms() throws {
    #expect(try breaches(in: "\(PackageRoot.path)/Sources") == [])
  }

  @Test("every Swift room stands in the table")
  func complete() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: "\(PackageRoot.path)/Sources")
    #expect(Set(rooms).subtracting(["COpenBLAS", "CCompression"]) == Set(Self.table.keys))
  }

  @Test("a forbidden import is found with its line")
  func finds() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("Sizing"), withIntermediateDirectories: true)
    _ = try folder.write(
      "import CapacityModel\ninternal import SeriesStorage\n", to: "Sizing/A.swift")
    #expect(try breaches(in: folder.path) == ["Sizing/A.swift:2 imports SeriesStorage"])
  }

  @Test("no source file is longer than 400 lines")
  func lengths() throws {
    let root = "\(PackageRoot.path)/Sources"
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(file)")
    }
  }
}
