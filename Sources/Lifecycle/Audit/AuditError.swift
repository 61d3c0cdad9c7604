/// What can be wrong with an audit log or its keys.
public enum AuditError: Error, Hashable, Sendable {
  /// The log could not be read, locked or written.
  case inputOutput(path: String, what: String, reason: String)
  /// The log is damaged, so nothing may be added to it.
  case damaged(path: String, findings: [String])
  /// A line that JSON cannot carry.
  case notEncodable(String)
  /// A file that holds no Ed25519 key.
  case unusableKey(path: String, reason: String)

  /// Whether the fault is the file system's.
  public var isInputOutput: Bool {
    if case .inputOutput = self { true } else { false }
  }
}

extension AuditError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .inputOutput(let path, let what, let reason):
      "the audit log \(path) could not be \(what) (\(reason)); check the path, its permissions and the free space"
    case .damaged(let path, let findings):
      "the audit log \(path) is damaged: \(findings.prefix(3).joined(separator: "; ")); keep it as "
        + "evidence, see 'headroom audit verify', and begin another with --audit FILE"
    case .notEncodable(let why):
      "a line of the audit log cannot be written as JSON: \(why)"
    case .unusableKey(let path, let reason):
      "\(path): \(reason); make one with: openssl genpkey -algorithm ed25519 -out key.pem (public "
        + "half: openssl pkey -in key.pem -pubout -out public.pem)"
    }
  }
}
