import Foundation
import GRDB

extension SeriesStore {
  /// Writes every chunk anew with another key, or with none, in one transaction, and leaves nothing of the old bytes in the
  /// file.
  ///
  /// The store must be opened anew with the new key afterwards.
  ///
  /// - Parameter key: The new key; `nil` to store plainly.
  public func rekey(to key: StoreKey?) throws {
    guard mode != .read else {
      throw StorageError.readOnly(path: path, reason: "it was opened for reading")
    }
    let (old, new) = (seal, ChunkSeal(key: key))
    do {
      try queue.inTransaction(.immediate) { database in
        try Self.reseal(database, table: "chunk", old, new, path: path) { $0.whole("entity") ?? 0 }
        try Self.reseal(database, table: "head", old, new, path: path) { _ in HeadBlock.owner }
        try Self.reseal(database, table: "rollup", old, new, path: path) { row in
          let period = row.whole("period").flatMap(RollupPeriod.init(rawValue:))
          return (period ?? .day).owner(row.whole("entity") ?? 0)
        }
        // What was set aside cannot be read, so it cannot be sealed anew either.
        try database.execute(sql: "UPDATE quarantine SET data = NULL")
        if key == nil {
          try StoreMeta.remove(.cipher, in: database)
        } else {
          try StoreMeta.set(.cipher, Data(try new.check()), in: database)
        }
        return .commit
      }
    } catch let error as DatabaseError {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
    try vacuum()
  }

  private static func reseal(
    _ database: Database, table: String, _ old: ChunkSeal, _ new: ChunkSeal, path: String,
    owner: (Row) -> Int64
  ) throws {
    let ids = try Int64.fetchAll(database, sql: "SELECT id FROM \(table) ORDER BY id")
    let find = try database.cachedStatement(sql: "SELECT * FROM \(table) WHERE id = ?")
    let update = try database.cachedStatement(sql: "UPDATE \(table) SET data = ? WHERE id = ?")
    for id in ids {
      do {
        guard let row = try Row.fetchOne(find, arguments: [id]) else { continue }
        let owner = owner(row)
        let plain = try old.opened(try StoredChunk.bytes(row), owner: owner)
        try update.execute(arguments: [Data(try new.sealed(plain, owner: owner)), id])
      } catch let damage as ChunkDamage {
        throw StorageError.corrupt(
          path: path, evidence: "\(table) \(id): \(damage); nothing was changed")
      }
    }
  }
}
