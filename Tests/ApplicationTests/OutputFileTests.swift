import Application
import Foundation
import TestSupport
import Testing

@Suite struct OutputFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test("a file that is there is kept unless replacing was asked for")
  func keeps() throws {
    let path = try folder.write("old", to: "plan.json")
    #expect(throws: ApplicationError.outputExists(path: path)) {
      try OutputFile.write("new", to: path, replacing: false)
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    try OutputFile.write("new", to: path, replacing: true)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
  }

  @Test(
    "nothing stands at the path before the file is whole, and nothing is left of an abandoned one")
  func atomic() throws {
    let path = folder.file("plan.json")
    var file = try OutputFile(at: path, replacing: false)
    try file.append(Array(repeating: 65, count: 1 << 20))
    #expect(!FileManager.default.fileExists(atPath: path))
    file.abandon()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("a folder that is not there is an error and leaves nothing behind")
  func missingFolder() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(throws: ApplicationError.self) {
      try OutputFile.write("x", to: "\(folder.path)/no/such/folder/plan.json", replacing: false)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == before)
  }
}
