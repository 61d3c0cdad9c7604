import Foundation
import GRDB

/// Brings a store of an older schema up to this release's, with a copy of the old one kept beside it.
struct StoreMigration {
  let file: StoreFile

  /// Migrates where it is needed; nothing is changed where anything fails.
  func migrate(_ queue: DatabaseQueue) throws {
    let schema = try queue.read { try StoreSchema.version(of: $0) }
    guard schema < StoreSchema.version else { return }
    // Later schemas only add tables: nothing that was there is written anew.
    if schema < 2 { try keepCopy(queue, schema: schema) }
    try queue.inTransaction(.immediate) { database in
      // Another process may have been first.
      guard try StoreSchema.version(of: database) == schema else { return .rollback }
      for table in StoreSchema.tables where table.since > schema {
        try database.execute(sql: table.sql)
      }
      if schema < 2 { try fillTally(database) }
      try database.execute(sql: "PRAGMA user_version = \(StoreSchema.version)")
      return .commit
    }
  }

  /// The name under which the store is kept as it was.
  static func copyPath(of path: String, schema: Int) -> String { "\(path).schema\(schema)" }

  private func keepCopy(_ queue: DatabaseQueue, schema: Int) throws {
    let copy = Self.copyPath(of: file.absolutePath, schema: schema)
    guard access(copy, F_OK) != 0 else { return }
    let draft = "\(copy).new-\(getpid())"
    defer { unlink(draft) }
    unlink(draft)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "VACUUM INTO ?", arguments: [draft])
    }
    let handle = Glibc.open(draft, O_RDONLY | O_CLOEXEC)
    guard handle >= 0, fsync(handle) == 0, close(handle) == 0, rename(draft, copy) == 0 else {
      throw file.systemError()
    }
    file.synchroniseFolder()
  }

  private func fillTally(_ database: Database) throws {
    var tally = Tally()
    let rows = try Row.fetchCursor(database, sql: "SELECT data FROM chunk")
    while let row = try rows.next() {
      do {
        tally.count(try ChunkCodec.facts(try StoredChunk.bytes(row)))
      } catch let damage as ChunkDamage {
        throw StorageError.corrupt(
          path: file.path,
          evidence: "a chunk cannot be read (\(damage)), so the store was left at its old schema")
      }
    }
    try tally.replace(in: database)
    try StoreMeta.renewSpan(in: database)
  }
}
