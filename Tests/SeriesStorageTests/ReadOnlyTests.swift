import CapacityModel
import Foundation
import SeriesStorage
import Testing

/// Permission bits do not bind root, so these tests lay down root's file rights on their own thread where they must.
@Suite("read-only stores")
struct ReadOnlyTests {
  private typealias SetFileUser = @convention(c) (UInt32) -> CInt

  /// Runs `body` with the file rights of an ordinary user.
  private func asOrdinaryUser(_ body: () throws -> Void) throws {
    guard geteuid() == 0 else { return try body() }
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setFileUser = unsafeBitCast(symbol, to: SetFileUser.self)
    _ = setFileUser(65_534)
    defer { _ = setFileUser(0) }
    try body()
  }

  private func setMode(_ mode: mode_t, _ path: String) throws {
    try #require(chmod(path, mode) == 0)
  }

  @Test("a closed store in a read-only folder is read, leaves nothing behind, and is not written")
  func readOnlyFolder() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 2000))
    let expected = try store.allBlocks()
    try store.close()
    try setMode(0o444, folder.file())
    try setMode(0o555, folder.path)
    defer { chmod(folder.path, 0o755) }
    try asOrdinaryUser {
      let reader = try SeriesStore.open(at: folder.file(), mode: .read)
      #expect(try reader.allBlocks() == expected)
      #expect(try reader.verify().isClean)
      try reader.close()
      for mode in [StoreMode.write, .create] {
        let reason = "the file or its folder may not be written"
        #expect(throws: StorageError.readOnly(path: folder.file(), reason: reason)) {
          try SeriesStore.open(at: folder.file(), mode: mode)
        }
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["test.headroom"])
  }

  @Test("a writable file in a read-only folder is read all the same")
  func readOnlyFolderOnly() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 20))
    try store.close()
    try setMode(0o666, folder.file())
    try setMode(0o555, folder.path)
    defer { chmod(folder.path, 0o755) }
    try asOrdinaryUser {
      let reader = try SeriesStore.open(at: folder.file(), mode: .read)
      #expect(try reader.entities().count == 1)
    }
  }

  @Test("a log that cannot be replayed is an error, never an older state")
  func unreplayedLog() throws {
    let folder = try StoreFolder()
    let store = try folder.store()
    try store.ingest(regularRows("a", count: 20))
    let copy = folder.file("copy/c.headroom")
    let place = folder.file("copy")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try folder.copyStore(from: folder.file(), to: copy)
    for path in [copy, copy + "-wal"] { try setMode(0o444, path) }
    try setMode(0o555, place)
    defer { chmod(place, 0o755) }
    try asOrdinaryUser {
      #expect(throws: StorageError.needsRecovery(path: copy)) {
        try SeriesStore.open(at: copy, mode: .read)
      }
    }
    try setMode(0o755, place)
    for path in [copy, copy + "-wal"] { try setMode(0o644, path) }
    #expect(try SeriesStore.open(at: copy, mode: .read).entities().count == 1)
  }

  @Test("a folder that may not be written cannot get a store")
  func createInReadOnlyFolder() throws {
    let folder = try StoreFolder()
    try setMode(0o555, folder.path)
    defer { chmod(folder.path, 0o755) }
    try asOrdinaryUser {
      #expect(throws: StorageError.self) {
        try SeriesStore.open(at: folder.file(), mode: .create)
      }
      #expect(throws: StorageError.self) {
        try SeriesStore.open(at: folder.file("x/y.headroom"), mode: .create)
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
