internal import CapacityModel
public import HeadroomBasics

/// One line of an audit log: what was done to which plan, by whom, chained to the line before.
///
/// `hash` is the SHA-256 of the canonical JSON (keys sorted, no white space, slashes plain) of all other fields but
/// `signature`; it covers `previous`, so a line holds down every line before it. It covers `key` too, so that a signed
/// line cannot be passed off as one that never was.
public struct AuditEntry: Sendable, Hashable, Codable {
  /// The format's name and version.
  public static let schemaName = "headroom.audit/v1"
  /// What the first line is chained to.
  public static let origin = String(repeating: "0", count: 64)

  /// The format that the line is written in, `schemaName`.
  public var schema: String
  /// The line, counted from 1.
  public var sequence: Int
  /// The instant that was recorded.
  public var time: Timestamp
  /// The person, or `headroom` for what it did by itself.
  public var actor: String
  /// The step in the life of the plan.
  public var event: AuditEvent
  /// The id of the plan.
  public var plan: String
  /// The particulars, in words.
  public var details: [String: String]
  /// The hash of the line before.
  public var previous: String
  /// The public key of the signature, base64; `nil` where the line is not signed.
  public var key: String?
  /// SHA-256, lower-case hexadecimal.
  public private(set) var hash: String
  /// Ed25519 over the UTF-8 of `hash`, base64.
  public var signature: String?

  /// Chains what happened to the line before.
  init(
    _ record: AuditRecord, at time: Timestamp, sequence: Int, previous: String, key: AuditKey?
  ) throws(AuditError) {
    schema = Self.schemaName
    (self.sequence, self.time, self.previous) = (sequence, time, previous)
    (actor, event, plan) = (record.actor, record.event, record.plan)
    (details, self.key, hash, signature) = (record.details, key?.publicText, "", nil)
    hash = try computedHash()
    signature = try key?.signature(of: hash)
  }

  /// The hash that the content has, whatever it states.
  func computedHash() throws(AuditError) -> String {
    var content = self
    (content.hash, content.signature) = ("", nil)
    return ContentDigest(of: [UInt8](try content.canonicalJSON())).hexadecimal
  }

  /// The line's bytes, without its end.
  func canonicalJSON() throws(AuditError) -> [UInt8] {
    do {
      return try CanonicalJSON.bytes(of: self)
    } catch {
      throw .notEncodable("\(error)")
    }
  }
}
