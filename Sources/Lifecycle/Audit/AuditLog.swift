internal import CapacityModel
internal import Foundation
public import HeadroomBasics

/// An append-only log of decisions: JSON lines, each chained to the one before by SHA-256.
///
/// Beside the log stands `<path>.head` with the number of lines and the last hash: with it a log cut off at its end is
/// told from a shorter one. Who can write both files can still cut both; only a head noted elsewhere tells that.
/// Appends hold a lock, so that processes take turns, and are on disk before they are acknowledged.
public struct AuditLog: Sendable {
  /// Where the log stands.
  public let path: String

  /// Names a log; a file that is not there is an empty log.
  public init(path: String) { self.path = path }

  /// The lines as they stand, with what is wrong with them.
  ///
  /// - Throws: `AuditError.inputOutput` where a file cannot be read.
  public func inspect() throws(AuditError) -> AuditInspection {
    guard FileManager.default.fileExists(atPath: path) else { return try inspected([]) }
    // A writer may be between the line and the head; the lock waits for it.
    let lock = try FileLock(path, mode: .shared)
    defer { lock.release() }
    return try inspected(try lock.contents())
  }

  /// The lines of a log that is whole.
  ///
  /// - Throws: `AuditError.damaged`, `.inputOutput`.
  public func entries() throws(AuditError) -> [AuditEntry] {
    let inspection = try inspect()
    guard inspection.findings.isEmpty else {
      throw .damaged(path: path, findings: inspection.findings)
    }
    return inspection.entries
  }

  /// Adds lines at the end, all or none, and syncs them to disk.
  ///
  /// - Parameters:
  ///   - records: What happened, in order.
  ///   - time: When; injected, so that a run repeats.
  ///   - key: Signs each line.
  /// - Throws: `AuditError.damaged` where the log is not whole, `.inputOutput`.
  @discardableResult
  public func append(
    _ records: [AuditRecord], at time: Timestamp, key: AuditKey? = nil
  ) throws(AuditError) -> [AuditEntry] {
    let lock = try FileLock(path, mode: .exclusive)
    defer { lock.release() }
    let (present, length) = try resumed(lock)
    var previous = present.head
    var added: [AuditEntry] = []
    var bytes: [UInt8] = []
    for record in records {
      let sequence = present.entries.count + added.count + 1
      let entry = try AuditEntry(
        record, at: time, sequence: sequence, previous: previous, key: key)
      bytes += try entry.canonicalJSON() + [UInt8(ascii: "\n")]
      previous = entry.hash
      added.append(entry)
    }
    // Whatever goes wrong, the log ends where it ended before.
    do throws(AuditError) {
      try lock.write(bytes)
      try AuditHead(count: present.entries.count + added.count, hash: previous).write(for: path)
    } catch {
      lock.cut(to: length)
      throw error
    }
    return added
  }

  /// What a log holds whose last writer may have died between a line and the head, and its length.
  ///
  /// Whole lines after the head's are kept, as deleting them could delete evidence; half a line was never acknowledged.
  private func resumed(_ lock: FileLock) throws(AuditError) -> (AuditInspection, length: Int) {
    let contents = try lock.contents()
    let found = try AuditHead.read(for: path)
    if case .none = found, contents.isEmpty {
      try AuditHead(count: 0, hash: AuditEntry.origin).write(for: path)
      return (AuditInspection(of: [], head: found), 0)
    }
    let present = AuditInspection(of: contents, head: found)
    if present.findings.isEmpty { return (present, contents.count) }
    let length = contents.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let head = AuditHead(count: present.entries.count, hash: present.head)
    let mended = AuditInspection(of: Array(contents[..<length]), head: .head(head))
    guard case .head(let known) = found, mended.findings.isEmpty,
      known.count <= mended.entries.count,
      known.hash == (known.count == 0 ? AuditEntry.origin : mended.entries[known.count - 1].hash)
    else { throw .damaged(path: path, findings: present.findings) }
    lock.cut(to: length)
    return (mended, length)
  }

  private func inspected(_ contents: [UInt8]) throws(AuditError) -> AuditInspection {
    AuditInspection(of: contents, head: try AuditHead.read(for: path))
  }
}
