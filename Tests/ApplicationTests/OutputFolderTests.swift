import Application
import Foundation
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  private let root: TemporaryFolder
  init() throws { root = try TemporaryFolder() }

  private func names(_ path: String) -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: path))?.sorted() ?? []
  }

  @Test("files of new folders appear together, at the end")
  func together() throws {
    let path = root.file("a/b")
    var folder = OutputFolder(at: path, replacing: false)
    try folder.write("tables/x.csv") { try $0([65]) }
    try folder.write("y.json") { try $0([66]) }
    #expect(!FileManager.default.fileExists(atPath: "\(path)/tables/x.csv"))
    try folder.finish()
    #expect(names(path) == ["tables", "tables/x.csv", "y.json"])
    #expect(FileManager.default.contents(atPath: "\(path)/tables/x.csv") == Data([65]))
  }

  @Test("an abandoned folder leaves no file and no folder that it made")
  func abandoned() throws {
    struct Stop: Error {}
    var folder = OutputFolder(at: root.file("a/b"), replacing: false)
    try folder.write("x") { try $0([65]) }
    #expect(throws: Stop.self) { try folder.write("deep/y") { _ in throw Stop() } }
    folder.abandon()
    #expect(names(root.path) == [])
  }

  @Test("a file that is there stops everything unless it may be replaced; others stay")
  func existing() throws {
    _ = try root.write("old", to: "x")
    _ = try root.write("mine", to: "notes.txt")
    var folder = OutputFolder(at: root.path, replacing: false)
    #expect(throws: ApplicationError.outputExists(path: root.file("x"))) {
      try folder.check(["w", "x"])
    }
    try folder.write("w") { try $0([65]) }
    #expect(throws: ApplicationError.self) { try folder.write("x") { try $0([65]) } }
    folder.abandon()
    #expect(names(root.path) == ["notes.txt", "x"])
    #expect(try String(contentsOfFile: root.file("x"), encoding: .utf8) == "old")
    var again = OutputFolder(at: root.path, replacing: true)
    try again.write("w") { try $0([65]) }
    try again.finish(removing: ["x", "never-there"])
    #expect(names(root.path) == ["notes.txt", "w"])
  }

  @Test("a file where a folder should be is told as such and kept")
  func fileInTheWay() throws {
    let path = try root.write("mine", to: "out")
    var folder = OutputFolder(at: path, replacing: true)
    let error = ApplicationError.unwritable(path: path, reason: "it is a file and not a folder")
    #expect(throws: error) { try folder.check([]) }
    #expect(throws: error) { try folder.write("x") { _ in } }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
  }

  @Test("where the last file cannot be put in its place, those before it go away again")
  func halfPlaced() throws {
    // A folder of the same name, and not empty, cannot be replaced by a file.
    try FileManager.default.createDirectory(
      atPath: root.file("z/in"), withIntermediateDirectories: true)
    var folder = OutputFolder(at: root.path, replacing: true)
    try folder.write("a") { try $0([65]) }
    try folder.write("z") { try $0([66]) }
    #expect(throws: ApplicationError.self) { try folder.finish() }
    folder.abandon()
    #expect(names(root.path) == ["z", "z/in"])
  }
}
