public import HeadroomBasics
public import Lifecycle

/// The audit log of a store's plans, and the key that signs what is added to it.
public struct AuditTrail: Sendable {
  /// The audit log that is read and added to.
  public let log: AuditLog
  private let signingKey: String?

  /// Names a log.
  ///
  /// - Parameters:
  ///   - path: The log's file; `STORE.audit.jsonl` when absent.
  ///   - store: The path of the store.
  ///   - signingKey: A file with a private Ed25519 key that signs each line.
  public init(at path: String?, beside store: String, signingKey: String? = nil) {
    log = AuditLog(path: path ?? "\(store).audit.jsonl")
    self.signingKey = signingKey
  }

  /// Adds what happened, all of it or nothing.
  ///
  /// - Throws: `AuditError`.
  public func record(_ records: [AuditRecord], at time: Timestamp) throws(AuditError) {
    guard !records.isEmpty else { return }
    var key: AuditKey?
    if let signingKey { key = try AuditKey(file: signingKey) }
    try log.append(records, at: time, key: key)
  }
}
