import Foundation
import TestSupport
import Testing

/// `store backup` and `store restore` through the whole program.
@Suite struct StoreCopyTests {
  private let folder: TemporaryFolder
  private let store: StoreProbe
  private let copy: StoreProbe

  init() throws {
    folder = try TemporaryFolder()
    store = StoreProbe(folder.file("s.headroom"))
    copy = StoreProbe(folder.file("copy.headroom"))
    let file = try folder.samplesFile(vm: 0, rows: 3000)
    try #require(try HeadroomProcess.run(["ingest", file, "--store", store.path]).code == 0)
  }

  private func backup(_ options: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(
      ["store", "backup", "--store", store.path, "--output", copy.path] + options)
  }

  private func restore(_ options: String...) throws -> HeadroomProcess.Result {
    try HeadroomProcess.run(["store", "restore", copy.path, "--store", store.path] + options)
  }

  @Test("a backup is a store with the same content")
  func sameContent() throws {
    #expect(try backup().code == 0)
    try copy.expectClean()
    #expect(try copy.content() == store.content())
  }

  @Test("a backup replaces a file only with --force, and never its own store")
  func force() throws {
    try Data("mine".utf8).write(to: URL(fileURLWithPath: copy.path))
    let refused = try backup()
    #expect(refused.code == 74)
    #expect(refused.messages.contains("--force"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy.path)) == Data("mine".utf8))
    #expect(try backup("--force").code == 0)
    try copy.expectClean()
    let itself = try HeadroomProcess.run(
      ["store", "backup", "--store", store.path, "--output", store.path, "--force"])
    #expect(itself.code == 74)
    #expect(itself.messages.contains("itself"))
    try store.expectClean()
  }

  @Test("a backup of a damaged store is refused, and taken with --no-verify")
  func damagedStore() throws {
    try damage(store.path)
    let refused = try backup()
    #expect(refused.code == 65, "\(refused.messages)")
    #expect(refused.messages.contains("damaged"))
    #expect(try folder.names().contains { $0.hasPrefix("copy") } == false)
    #expect(try backup("--no-verify").code == 0)
  }

  @Test("a damaged backup is not restored, and the store stays")
  func damagedBackup() throws {
    #expect(try backup().code == 0)
    let before = try store.content()
    try damage(copy.path)
    let refused = try restore("--force")
    #expect(refused.code == 65, "\(refused.messages)")
    #expect(try store.content() == before)
  }

  @Test("a restore replaces a store only with --force, and then whole")
  func restoreWhole() throws {
    #expect(try backup().code == 0)
    let before = try store.content()
    let more = try folder.samplesFile(vm: 1, rows: 500)
    #expect(try HeadroomProcess.run(["ingest", more, "--store", store.path]).code == 0)
    #expect(try restore().code == 74)
    #expect(try store.samples() == 7000)
    #expect(try restore("--force").code == 0)
    #expect(try store.content() == before)
    #expect(try HeadroomProcess.run(["ingest", more, "--store", store.path]).code == 0)
    #expect(try store.samples() == 7000)
  }

  @Test(
    "a restore over a store that another process writes waits, then is refused with the time waited"
  )
  func writerHolds() throws {
    #expect(try backup().code == 0)
    let writer = try SlowIngest(into: store.path)
    defer { writer.end() }
    let refused = try restore("--force", "--busy-timeout", "1s")
    #expect(refused.code == 74, "\(refused.messages)")
    #expect(refused.messages.contains("1.0 s"), "\(refused.messages)")
    #expect(refused.messages.contains(store.path))
    writer.end()
    #expect(try restore("--force").code == 0)
  }

  @Test("a log that is left of another store is not replayed into a restored one")
  func leftOverLog() throws {
    #expect(try backup().code == 0)
    let before = try store.content()
    // A writer that is killed leaves its log; the log of another history is put beside the store.
    let writer = try SlowIngest(into: store.path)
    let log = try? Data(contentsOf: URL(fileURLWithPath: store.path + "-wal"))
    writer.end()
    store.remove()
    try (log ?? Data(repeating: 7, count: 40_000))
      .write(to: URL(fileURLWithPath: store.path + "-wal"))
    try Data(repeating: 9, count: 32_768).write(to: URL(fileURLWithPath: store.path + "-shm"))
    #expect(try restore().code == 0)
    #expect(try store.content() == before)
    try store.expectClean()
  }

  @Test("a restore over what is no store any more works with --force")
  func ruinedStore() throws {
    #expect(try backup().code == 0)
    let before = try store.content()
    store.remove()
    try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: store.path))
    #expect(try restore("--force").code == 0)
    #expect(try store.content() == before)
  }

  @Test("a backup while another process ingests shows whole files only")
  func hot() throws {
    let files = try (1...12).map { try folder.samplesFile(vm: $0, rows: 3000) }
    let process = try HeadroomProcess.start(["ingest"] + files + ["--store", store.path])
    var rounds = 0
    repeat {
      let result = try backup("--force")
      #expect(result.code == 0, "\(result.messages)")
      #expect(try copy.samples() % 6000 == 0)
      rounds += 1
    } while process.isRunning && rounds < 200
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try backup("--force").code == 0)
    #expect(try copy.samples() == 13 * 6000)
  }

  /// Changes bytes in the second half of the file, where the chunks are.
  private func damage(_ path: String) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let marked = bytes.range(of: Data([0x76, 0x6D, 0x30]))  // "vm0", the entity's name
    let place = try #require(marked?.lowerBound)
    bytes[place] ^= 0x01
    try bytes.write(to: URL(fileURLWithPath: path))
  }
}
