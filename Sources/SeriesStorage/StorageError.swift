/// What can go wrong with a store; every case names the file.
public enum StorageError: Error, Hashable, Sendable {
  /// There is no file at the path.
  case notFound(path: String)
  /// The file is something else; says what was seen.
  case notAStore(path: String, found: String)
  /// The file's schema is newer than this release knows.
  case newerVersion(path: String, schema: Int, supported: Int)
  /// Another process or connection is writing and did not finish in time.
  case locked(path: String, waitedSeconds: Double)
  /// Writing was asked of a store that cannot be written; says why.
  case readOnly(path: String, reason: String)
  /// The disk, or the size the store is allowed, is exhausted; what was committed before stays.
  case diskFull(path: String)
  /// Stored bytes are damaged; says which.
  case corrupt(path: String, evidence: String)
  /// Committed data waits in the write-ahead log, and nothing may be written beside the store to replay it.
  case needsRecovery(path: String)
  /// A copy may not replace the file that is there.
  case targetExists(path: String)
  /// A store cannot be copied onto itself.
  case targetIsSource(path: String)
  /// A backup, or the copy that would become one, is not as it was written.
  case damagedBackup(path: String, damages: Int, first: String)
  /// A store is to be replaced and other processes did not close it in time.
  case inUse(path: String, waitedSeconds: Double)
  /// An entity's name cannot be stored.
  case unusableName(path: String, name: String)
  /// There is no entity of the name.
  case unknownEntity(path: String, name: String)
  /// An entity cannot get a name that another one has.
  case entityExists(path: String, name: String, beside: String)
  /// The store is encrypted and no key was given.
  case keyMissing(path: String)
  /// The store is encrypted with another key.
  case wrongKey(path: String)
  /// A key was given for a store that is not encrypted.
  case notEncrypted(path: String)
  /// A resampled panel would not fit into memory.
  case panelTooLarge(path: String, steps: Int, series: Int, limit: Int)
  /// The system or SQLite refused; carries their words.
  case inputOutput(path: String, code: Int, message: String)

  /// Whether the cause is the file system or another process rather than what is in the file.
  public var isInputOutput: Bool {
    switch self {
    case .notFound, .locked, .readOnly, .diskFull, .needsRecovery, .inputOutput,
      .targetExists, .targetIsSource, .inUse:
      true
    case .notAStore, .newerVersion, .corrupt, .unusableName, .panelTooLarge, .keyMissing,
      .unknownEntity, .entityExists,
      .wrongKey, .notEncrypted, .damagedBackup:
      false
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// What is wrong, where, and what to do, in one or two sentences.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(path): no such store; ingest samples to create one, or name another with --store"
    case .notAStore(let path, let found):
      "\(path): this is not a Headroom store (\(found)); name another file with --store"
    case .newerVersion(let path, let schema, let supported):
      "\(path): this store was written by a newer Headroom (schema \(schema), this one reads up to "
        + "\(supported)): upgrade"
    case .locked(let path, let seconds):
      "\(path): another process is writing to this store and did not finish within \(seconds) s; "
        + "try again when it is done"
    case .readOnly(let path, let reason):
      "\(path): the store cannot be written (\(reason)); check its permissions or copy it"
    case .diskFull(let path):
      "\(path): no space is left on the disk, or a limit on file sizes is reached; nothing of this "
        + "was stored, and what was acknowledged before is whole. Free space and run it again"
    case .corrupt(let path, let evidence):
      "\(path): the store is damaged: \(evidence); `headroom store verify` lists all damage; "
        + "restore a backup or ingest again"
    case .needsRecovery(let path):
      "\(path): committed samples wait in \(path)-wal, and the folder is read-only; open the store "
        + "once as a user who may write there, or copy both files to a writable folder"
    case .targetExists(let path):
      "\(path) exists already; name another file or give --force to replace it"
    case .targetIsSource(let path):
      "\(path): a store cannot be copied onto itself; name another file"
    case .damagedBackup(let path, let damages, let first):
      "\(path): the backup has \(damages) damaged part(s), the first: \(first); nothing was "
        + "replaced. `headroom store verify` lists all; repair the store, or take another backup"
    case .inUse(let path, let seconds):
      "\(path): another process has this store open and did not close it within \(seconds) s; stop "
        + "it and try again, nothing was replaced"
    case .unusableName(let path, let name):
      "\(path): \(name.debugDescription) cannot name an entity; names are not empty and have neither "
        + "control characters nor blanks around them"
    case .unknownEntity(let path, let name):
      "\(path): there is no entity '\(name)'; `headroom export tables` and `headroom plan --all` list all"
    case .entityExists(let path, let name, let other):
      "\(path): there is an entity '\(name)' already; join both with "
        + "`headroom store merge \(other) \(name) --into \(name)`"
    case .keyMissing(let path):
      "\(path): this store is encrypted; give its key with --key-file FILE or HEADROOM_STORE_KEY"
    case .wrongKey(let path):
      "\(path): this store is encrypted with another key; nothing was read or changed"
    case .notEncrypted(let path):
      "\(path): a key was given, but this store is not encrypted; leave the key out, or encrypt the "
        + "store with `headroom store rekey --new-key-file FILE`"
    case .panelTooLarge(let path, let steps, let series, let limit):
      "\(path): \(series) series of \(steps) steps exceed the \(limit) cells that a panel may have; "
        + "ask for a shorter range or a longer step"
    case .inputOutput(let path, let code, let message):
      "\(path): \(message) (code \(code)); check the disk and the permissions of its folder"
    }
  }
}
