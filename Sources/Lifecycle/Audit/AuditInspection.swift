import Foundation

/// What an audit log holds and what is wrong with it.
public struct AuditInspection: Sendable, Hashable {
  /// The lines that could be read, in the order in which they stand.
  public private(set) var entries: [AuditEntry] = []
  /// What is wrong, one sentence each; empty for a log that is whole.
  public private(set) var findings: [String] = []
  /// The hash of the last line.
  public var head: String { entries.last?.hash ?? AuditEntry.origin }
  /// How many lines carry a signature.
  public var signed: Int { entries.count { $0.signature != nil } }

  /// Reads a log's bytes against the head beside it.
  init(of contents: [UInt8], head: AuditHead.Found) {
    var lines = contents.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true {
      lines.removeLast()
    } else if let torn = lines.popLast() {
      findings.append("the last \(torn.count) bytes are no whole line")
    }
    for (index, line) in lines.enumerated() { read(Array(line), number: index + 1) }
    check(against: head)
  }

  /// Also holds the log to a head that was noted elsewhere.
  public mutating func require(head: String) {
    if head != AuditEntry.origin, !entries.contains(where: { $0.hash == head }) {
      findings.append("no line has the noted hash \(head): lines were cut off or the log replaced")
    }
  }

  /// Also holds every line to the signature of one key (its public half, base64).
  public mutating func require(publicKey: String) {
    for entry in entries where entry.key != publicKey || entry.signature == nil {
      findings.append(
        "line \(entry.sequence) is not signed by the key given"
          + (entry.key.map { " but by \($0)" } ?? ""))
    }
  }

  private mutating func read(_ line: [UInt8], number: Int) {
    guard let entry = try? JSONDecoder().decode(AuditEntry.self, from: Data(line)) else {
      findings.append("line \(number) is no entry of an audit log")
      return
    }
    defer { entries.append(entry) }
    // Two spellings of one content would let bytes change unseen.
    if (try? entry.canonicalJSON()) != line {
      findings.append("line \(number) is not written as a log writes it: it was edited")
    }
    if entry.schema != AuditEntry.schemaName {
      findings.append("line \(number) has the schema '\(entry.schema)'")
    }
    if (try? entry.computedHash()) != entry.hash {
      findings.append("line \(number) was edited: its content has another hash than it states")
    }
    let before = entries.last
    if entry.sequence != (before?.sequence ?? 0) + 1 {
      findings.append(
        "line \(number) calls itself \(entry.sequence): lines were deleted, added or reordered")
    }
    if entry.previous != before?.hash ?? AuditEntry.origin {
      findings.append("line \(number) is not chained to the line before it")
    }
    checkSignature(of: entry, number: number)
  }

  private mutating func checkSignature(of entry: AuditEntry, number: Int) {
    switch (entry.key, entry.signature) {
    case (nil, nil): break
    case (.some(let key), .some(let signature)):
      if !AuditKey.verifies(signature, of: entry.hash, key: key) {
        findings.append("line \(number) bears a signature that is not its key's")
      }
    default: findings.append("line \(number) has lost its signature or its key")
    }
  }

  private mutating func check(against found: AuditHead.Found) {
    switch found {
    case .none:
      if !entries.isEmpty {
        findings.append("the head beside the log is missing, so a cut at its end cannot be told")
      }
    case .unreadable: findings.append("the head beside the log is no head")
    case .head(let head):
      guard head.count != entries.count || head.hash != self.head else { return }
      findings.append(
        head.count > entries.count
          ? "the head knows \(head.count) lines, the log has \(entries.count): its end was cut off"
          : "the log goes on after the \(head.count) lines that the head knows, or ends otherwise")
    }
  }
}
