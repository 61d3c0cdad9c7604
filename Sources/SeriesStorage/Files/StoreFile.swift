import Foundation
import GRDB

/// Opens and makes the file beneath a store.
struct StoreFile {
  /// The path as it was given; errors name it.
  let path: String
  let settings: StoreSettings

  var absolutePath: String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// Opens the file for `mode`.
  ///
  /// The file is never opened here but by SQLite: to close any other handle on it would drop the locks that SQLite
  /// holds for another connection of this process.
  func open(_ mode: StoreMode) throws -> DatabaseQueue {
    if mode == .create && access(absolutePath, F_OK) != 0 { try make() }
    try checkKind()
    do {
      let queue = mode == .read ? try openForReading() : try openForWriting()
      try queue.read { try StoreSchema.check($0, path: path) }
      if mode != .read {
        try StoreMigration(file: self).migrate(queue)
        try keepWriteAhead(queue)
      }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw StorageError.notAStore(path: path, found: firstBytes())
    }
  }

  /// A copy that SQLite made, or a store whose replacement was killed, is not in write-ahead mode; what else has the file
  /// open may delay that until the next time.
  private func keepWriteAhead(_ queue: DatabaseQueue) throws {
    try queue.writeWithoutTransaction { database in
      guard try String.fetchOne(database, sql: "PRAGMA journal_mode") != "wal" else { return }
      _ = try? String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    }
  }

  /// What lies between chunks and the file; refuses a key that is missing, not the right one, or not needed.
  func seal(_ queue: DatabaseQueue) throws -> ChunkSeal {
    let check = try queue.read { database in
      try StoreSchema.version(of: database) < 2
        ? nil : try StoreMeta.bytes(.cipher, in: database)
    }
    let seal = ChunkSeal(key: settings.key)
    switch (check, settings.key) {
    case (nil, nil): return seal
    case (nil, .some): throw StorageError.notEncrypted(path: path)
    case (.some, nil): throw StorageError.keyMissing(path: path)
    case (.some(let check), .some):
      guard seal.recognises(check) else { throw StorageError.wrongKey(path: path) }
      return seal
    }
  }

  /// Refuses what cannot be a database before SQLite takes it for a new one.
  private func checkKind() throws {
    var information = stat()
    guard stat(absolutePath, &information) == 0 else { throw systemError() }
    guard information.st_mode & S_IFMT == S_IFREG else {
      throw StorageError.notAStore(path: path, found: "not a regular file")
    }
    if information.st_size == 0 {
      throw StorageError.notAStore(path: path, found: "it is empty")
    }
  }

  /// What a file that is no database begins with.
  private func firstBytes() -> String {
    let start = FileHandle(forReadingAtPath: absolutePath)?.readData(ofLength: 24) ?? Data()
    return "it begins with \(String(decoding: start, as: UTF8.self).debugDescription)"
  }

  /// A store that can be written is read through a writable connection, so that its log is replayed and removed; one
  /// that cannot be is read as it lies there.
  private func openForReading() throws -> DatabaseQueue {
    if isWritable {
      return try DatabaseQueue(path: absolutePath, configuration: configuration(readOnly: false))
    }
    let log = absolutePath + "-wal"
    var information = stat()
    if stat(log, &information) == 0 && information.st_size > 0 {
      do {
        let queue = try DatabaseQueue(
          path: absolutePath, configuration: configuration(readOnly: true))
        _ = try queue.read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
        return queue
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
        throw StorageError.needsRecovery(path: path)
      }
    }
    return try DatabaseQueue(path: immutableLocation, configuration: configuration(readOnly: true))
  }

  /// Opens a damaged file for reading without touching anything beside it.
  func openAsItLies() throws -> DatabaseQueue {
    try checkKind()
    return try DatabaseQueue(path: immutableLocation, configuration: configuration(readOnly: true))
  }

  private func openForWriting() throws -> DatabaseQueue {
    guard isWritable else {
      throw StorageError.readOnly(path: path, reason: "the file or its folder may not be written")
    }
    return try DatabaseQueue(path: absolutePath, configuration: configuration(readOnly: false))
  }

  /// Whether this process may write the file and beside it, where the log goes.
  private var isWritable: Bool {
    faccessat(AT_FDCWD, absolutePath, R_OK | W_OK, AT_EACCESS) == 0
      && faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0
  }

  private var folder: String { (absolutePath as NSString).deletingLastPathComponent }

  /// SQLite's URI for a file that nobody changes; without it a log's index would have to be made beside the file.
  private var immutableLocation: String {
    let unreserved = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
    let escaped = absolutePath.addingPercentEncoding(withAllowedCharacters: unreserved)
    return "file://\(escaped ?? absolutePath)?immutable=1"
  }

  func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(
      Double(settings.busyTimeout.components.seconds)
        + Double(settings.busyTimeout.components.attoseconds) / 1e18)
    configuration.label = "headroom.store"
    let pages = settings.maximumFileBytes.map { max(1, $0 / Int64(StoreSchema.pageSize)) }
    let cache = max(1, settings.cacheBytes / 1024)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA cell_size_check = ON; PRAGMA cache_size = -\(cache)")
      if readOnly { return }
      // FULL: a commit has reached the disk, so an acknowledged file survives a power loss.
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864")
      // Some builds of SQLite overwrite freed pages by default: every row that waited would be written once more. What must
      // not stay in the file, after a change of the key, is removed by VACUUM.
      try database.execute(sql: "PRAGMA secure_delete = OFF")
      if let pages { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
    return configuration
  }
}

extension StoreFile {
  /// Makes an empty store under another name and moves it into place whole, so that a crash leaves no half-made one.
  private func make() throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      // Asked again, the system says with a number why it refused.
      if mkdir(folder, 0o777) != 0 && errno != EEXIST { throw systemError() }
    }
    let draft = "\(absolutePath).new-\(getpid())"
    defer { unlink(draft) }
    unlink(draft)
    var configuration = configuration(readOnly: false)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA page_size = \(StoreSchema.pageSize)")
    }
    do {
      let queue = try DatabaseQueue(path: draft, configuration: configuration)
      let check = try settings.key.map { try ChunkSeal(key: $0).check() }
      try queue.write { database in
        try StoreSchema.create(in: database)
        if let check { try StoreMeta.set(.cipher, Data(check), in: database) }
      }
      _ = try queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL")
      }
      try queue.close()
    } catch {
      throw StorageError(error, path: path, waited: settings.busyTimeout)
    }
    // A link never replaces what another process made meanwhile; where links are unknown, a rename has to do.
    if link(draft, absolutePath) != 0 && errno != EEXIST && rename(draft, absolutePath) != 0 {
      throw systemError()
    }
    synchroniseFolder()
  }

  func synchroniseFolder() {
    let handle = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return }
    fsync(handle)
    close(handle)
  }

  func systemError() -> StorageError {
    let code = errno
    switch code {
    case ENOENT, ENOTDIR: return .notFound(path: path)
    case EROFS: return .readOnly(path: path, reason: "the file system is read-only")
    case ENOSPC, EDQUOT: return .diskFull(path: path)
    default:
      return .inputOutput(path: path, code: Int(code), message: String(cString: strerror(code)))
    }
  }
}
