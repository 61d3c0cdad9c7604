import CapacityModel
import Foundation
import GRDB
import HeadroomBasics
import SeriesStorage
import Testing

@Suite("opening")
struct OpeningTests {
  private func error(_ path: String, _ mode: StoreMode) -> StorageError? {
    do throws(StorageError) {
      _ = try SeriesStore.open(at: path, mode: mode)
      return nil
    } catch { return error }
  }

  @Test("a missing store is an error to read and to write, and is made by create with its folder")
  func missing() throws {
    let folder = try StoreFolder()
    let path = folder.file("deep/er/s.headroom")
    #expect(error(path, .read) == .notFound(path: path))
    #expect(error(path, .write) == .notFound(path: path))
    #expect(!FileManager.default.fileExists(atPath: path))
    try SeriesStore.open(at: path, mode: .create).ingest(regularRows("a", count: 2))
    #expect(try SeriesStore.open(at: path, mode: .create).entities().count == 1)
    #expect(try SeriesStore.open(at: path, mode: .write).entities().count == 1)
    #expect(try SeriesStore.open(at: path, mode: .read).entities().count == 1)
  }

  @Test("a closed store is one file of 16 KiB pages that carries its marks")
  func singleFile() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 3000))
    try store.close()
    let reader = try SeriesStore.open(at: folder.file(), mode: .read)
    _ = try reader.info()
    try reader.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["test.headroom"])
    let bytes = try folder.bytes(folder.file())
    #expect(Array(bytes[16...17]) == [0x40, 0x00])
    #expect(Array(bytes[68...71]) == Array("HDRM".utf8))
    #expect(Array(bytes[60...63]) == [0, 0, 0, 3])
    #expect(bytes.count % 16_384 == 0)
  }

  @Test("what is no store is refused with what was seen", arguments: StoreMode.allModes)
  func foreign(mode: StoreMode) throws {
    let folder = try StoreFolder()
    func refusal(_ bytes: [UInt8]) throws -> String? {
      try folder.write(bytes, to: folder.file())
      guard case .notAStore(_, let found) = error(folder.file(), mode) else { return nil }
      #expect(try folder.bytes(folder.file()) == bytes, "the file must stay as it was")
      return found
    }
    #expect(try refusal([]) == "it is empty")
    #expect(try refusal(Array("entity,timestamp\n".utf8))?.contains("entity,timestamp") == true)
    #expect(try refusal(Array("SQLite format 3\0".utf8)) != nil)
    #expect(try refusal([UInt8](repeating: 0xFF, count: 5000)) != nil)
    #expect(error(folder.path, mode) == .notAStore(path: folder.path, found: "not a regular file"))
    let database = folder.file("other.db")
    try DatabaseQueue(path: database).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    guard case .notAStore = error(database, mode) else { throw CancellationError() }
  }

  @Test(
    "a store of a newer schema asks for an upgrade and stays untouched",
    arguments: StoreMode.allModes)
  func newer(mode: StoreMode) throws {
    let folder = try StoreFolder()
    try folder.store().close()
    let queue = try DatabaseQueue(path: folder.file())
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 7") }
    try queue.close()
    let path = folder.file()
    let refusal = error(path, mode)
    #expect(refusal == .newerVersion(path: path, schema: 7, supported: 3))
    #expect(
      refusal?.description == """
        \(path): this store was written by a newer Headroom (schema 7, this one reads up to 3): \
        upgrade
        """)
  }

  @Test(
    "a path with signs that mean something in addresses opens as it is",
    arguments: StoreMode.allModes)
  func oddPaths(mode: StoreMode) throws {
    let folder = try StoreFolder()
    let path = folder.file("file:a?b=c&mode=memory #%41 é.headroom")
    try SeriesStore.open(at: path, mode: .create).close()
    try SeriesStore.open(at: path, mode: mode).close()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["file:a?b=c&mode=memory #%41 é.headroom"])
  }

  @Test("ingesting into a store opened for reading is refused")
  func writeThroughReader() throws {
    let folder = try StoreFolder()
    try folder.store().close()
    let reader = try SeriesStore.open(at: folder.file(), mode: .read)
    #expect(throws: StorageError.readOnly(path: folder.file(), reason: "it was opened for reading"))
    {
      try reader.ingest(regularRows("a", count: 1))
    }
  }

  @Test("errors say whether the file system is at fault")
  func inputOutput() {
    #expect(StorageError.diskFull(path: "x").isInputOutput)
    #expect(StorageError.notFound(path: "x").isInputOutput)
    #expect(!StorageError.corrupt(path: "x", evidence: "y").isInputOutput)
    #expect(!StorageError.notAStore(path: "x", found: "y").isInputOutput)
  }
}

extension StoreMode {
  static let allModes: [StoreMode] = [.read, .write, .create]
}
