import CapacityModel
import Foundation
import Ingestion
import Testing

@Suite struct FilesTests {
  private let text = "entity,timestamp,used_kib\na,60,1\n"

  @Test("a file on disk reads as its bytes do", arguments: Compression.allCases)
  func files(format: Compression) throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.csv\(format.suffix)", bytes: Packed.two(format))
    let reader = try SampleReaders.open(path: path)
    var rows: [ReadRow] = []
    while let batch = try reader.nextBatch() { rows += flattened(batch) }
    #expect(try rows == read(Packed.text).rows)
    #expect(reader.report.file == path)
  }

  @Test("a file that is missing, a folder, or unreadable is no data error")
  func unreadable() throws {
    let folder = try ScratchFolder()
    let missing = IngestionError.missingFile(path: "\(folder.path)/none.csv")
    #expect(throws: missing) { try SampleReaders.open(path: "\(folder.path)/none.csv") }
    #expect(throws: missing) { try InputFiles.list("\(folder.path)/none.csv") }
    #expect(missing.isInputOutput)
    let isFolder = IngestionError.isDirectory(path: folder.path)
    #expect(throws: isFolder) { try SampleReaders.open(path: folder.path) }
    #expect(isFolder.isInputOutput)
    #expect(missing.description.hasPrefix("\(folder.path)/none.csv: there is no such file"))
  }

  @Test("a file without permission says so", .enabled(if: geteuid() != 0, "root reads everything"))
  func permission() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.csv", text)
    #expect(chmod(path, 0) == 0)
    #expect(throws: IngestionError.unreadable(path: path, reason: "Permission denied")) {
      try SampleReaders.open(path: path)
    }
  }

  @Test("a name that is a file's below another file is refused by the system's word")
  func notAFolder() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.csv", text) + "/b.csv"
    #expect(throws: IngestionError.unreadable(path: path, reason: "Not a directory")) {
      try SampleReaders.open(path: path)
    }
  }

  @Test("a folder gives its files in the order of their names, hidden ones left out")
  func folders() throws {
    let folder = try ScratchFolder()
    for name in ["b.csv", "a.csv", "2013-8/1.csv", "2013-7/2.csv", "2013-7/10.csv", ".x/c.csv"] {
      _ = try folder.write(name, text)
    }
    _ = try folder.write(".hidden.csv", text)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/loop", withDestinationPath: folder.path)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.csv", withDestinationPath: "\(folder.path)/b.csv")
    let names = try InputFiles.list(folder.path).map { $0.dropFirst(folder.path.count) }
    #expect(
      names.map { $0.hasPrefix("/") ? String($0.dropFirst()) : String($0) }
        == ["2013-7/10.csv", "2013-7/2.csv", "2013-8/1.csv", "a.csv", "b.csv", "link.csv"])
    #expect(try InputFiles.list("\(folder.path)/.hidden.csv") == ["\(folder.path)/.hidden.csv"])
    #expect(try InputFiles.list("-") == ["-"])
  }

  @Test("a folder without files is refused")
  func emptyFolder() throws {
    let folder = try ScratchFolder()
    _ = try folder.write(".hidden", "")
    #expect(throws: IngestionError.emptyFolder(path: folder.path)) {
      try InputFiles.list(folder.path)
    }
  }
}
