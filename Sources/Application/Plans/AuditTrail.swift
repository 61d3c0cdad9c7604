public import HeadroomBasics
public import Lifecycle

/// The audit log of a store's plans, and the key that signs what is added to it.
public struct AuditTrail: Sendable {
  /// The audit log that is read and added to.
  public let log: AuditLog
  private let signingKey: String?
  private let clock: @Sendable () -> Timestamp

  /// Names a log.
  ///
  /// - Parameters:
  ///   - path: The log's file; `STORE.audit.jsonl` when absent.
  ///   - store: The path of the store.
  ///   - signingKey: A file with a private Ed25519 key that signs each line.
  ///   - clock: The time of the process. A log says who did what when: where a step is taken as of another time, each
  ///     line keeps this one, too.
  public init(
    at path: String?, beside store: String, signingKey: String? = nil,
    clock: @escaping @Sendable () -> Timestamp
  ) {
    log = AuditLog(path: path ?? "\(store).audit.jsonl")
    (self.signingKey, self.clock) = (signingKey, clock)
  }

  /// Adds what happened, all of it or nothing. Where `time` is not the clock's, `details.recorded` is.
  ///
  /// - Parameter time: When the step is taken, whole seconds.
  /// - Throws: `AuditError`.
  public func record(_ records: [AuditRecord], at time: Timestamp) throws(AuditError) {
    guard !records.isEmpty else { return }
    var key: AuditKey?
    if let signingKey { key = try AuditKey(file: signingKey) }
    let now = clock()
    // A second may pass between the start of a step and its record.
    let isPresent = abs(now.milliseconds - time.milliseconds) < 60_000
    let stamped = records.map { record in
      var record = record
      if !isPresent { record.details["recorded"] = "\(now)" }
      return record
    }
    try log.append(stamped, at: time, key: key)
  }
}
