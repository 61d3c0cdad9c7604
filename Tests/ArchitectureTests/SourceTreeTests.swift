import Foundation
import TestSupport
import Testing

/// The checker finds breaches in made-up trees: it can fail.
@Suite("The checker of the house rules")
struct SourceTreeTests {
  /// A tree of files by path.
  private func tree(_ files: [String: String]) throws -> (SourceTree, TemporaryFolder) {
    let folder = try TemporaryFolder()
    for (path, text) in files {
      let parent = URL(fileURLWithPath: folder.file(path)).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      _ = try folder.write(text, to: path)
    }
    return (SourceTree(root: folder.path), folder)
  }

  @Test("forbidden imports are named with file and line, allowed ones are not")
  func findsImports() throws {
    let (sources, folder) = try tree([
      "Sizing/Policies/A.swift": "public import CapacityModel\n\nimport SeriesStorage\n",
      "Forecasting/B.swift": "import LinearAlgebra\n@preconcurrency internal import Sizing\n",
      "Reporting/C.swift": "import Foundation\nimport FoundationEssentials\n",
      "Attic/D.swift": "import CapacityModel\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    #expect(
      try sources.importBreaches() == [
        "Attic/D.swift:1: Attic is not in the table of rooms",
        "Forecasting/B.swift:2: Forecasting may not import Sizing",
        "Sizing/Policies/A.swift:3: Sizing may not import SeriesStorage",
      ])
    #expect(try sources.rooms() == ["Attic", "Forecasting", "Reporting", "Sizing"])
  }

  @Test("C behind a condition, a function or another import on its line is found")
  func findsC() throws {
    let (sources, folder) = try tree([
      "Sizing/A.swift": "#if canImport(Glibc)\n  import Glibc\n#endif\n",
      "Planning/B.swift": "import func Glibc.exp\n",
      "Evaluation/C.swift": "import CapacityModel; import COpenBLAS\n",
      "LinearAlgebra/D.swift": "internal import COpenBLAS\n",
    ])
    defer { withExtendedLifetime(folder) {} }
    #expect(
      try sources.importBreaches() == [
        "Evaluation/C.swift:1: Evaluation may not import the C module COpenBLAS",
        "Planning/B.swift:1: Planning may not import the C module Glibc",
        "Sizing/A.swift:2: Sizing may not import the C module Glibc",
      ])
  }

  @Test("comments and multi-line strings import nothing")
  func ignoresText() throws {
    let source = """
      // import Sizing
      /// import Sizing
      @preconcurrency import Reporting  // import Planning
      let text = \"""
        import Sizing
        \"""
      private import struct Planning.ResizePlan
      let imported = 1
      """
    #expect(
      ImportStatement.all(in: source) == [
        ImportStatement(module: "Reporting", line: 3),
        ImportStatement(module: "Planning", line: 7),
      ])
  }

  @Test("a file of 400 lines is the longest", arguments: [(400, true), (401, false)])
  func lengths(lines: Int, isAllowed: Bool) throws {
    let text = String(repeating: "let x = 1\n", count: lines)
    let (sources, folder) = try tree(["Sizing/A.swift": text])
    defer { withExtendedLifetime(folder) {} }
    let expected = isAllowed ? [] : ["Sizing/A.swift:401: 401 lines; 400 is the limit"]
    #expect(try sources.lengthBreaches() == expected)
  }

  @Test("a folder that is not there is an error, not a clean bill")
  func missingFolder() {
    let sources = SourceTree(root: "\(PackageRoot.path)/NoSuchFolder")
    #expect(throws: (any Error).self) { try sources.importBreaches() }
  }

  @Test("the table of rooms is read with levels and the basics")
  func table() {
    let rooms = Room.table(
      in: """
        | level | module | duty | may import |
        |---|---|---|---|
        | 0 | `HeadroomBasics` | small things | Dispatch |
        | 1 | `Values` | values | |
        | 2 | `Text` | text | Values, Foundation |
        | 3 | `Top` | all | levels 1 to 2, Yams |
        """)
    #expect(rooms.map(\.name) == ["HeadroomBasics", "Values", "Text", "Top"])
    #expect(rooms[1].mayImport == ["HeadroomBasics"])
    #expect(
      rooms[2].mayImport == ["HeadroomBasics", "Values", "Foundation", "FoundationEssentials"])
    #expect(rooms[3].mayImport == ["HeadroomBasics", "Values", "Text", "Yams"])
  }
}
