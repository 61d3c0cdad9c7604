public import HeadroomBasics

/// What a rule found in the evidence.
public struct Finding: Sendable, Hashable, Codable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, Codable, Comparable {
    /// Worth knowing; nothing is wrong.
    case info
    /// Memory is missing or will be, or something cannot be seen.
    case warning
    /// Work fails because of it.
    case critical

    private var rank: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .critical: 2
      }
    }

    /// Whether the left one matters less.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  }

  /// The rule's name: `balloon-inflated`.
  public var rule: String
  /// Where the ladder breaks; `nil` for what belongs to no rung.
  public var rung: LadderRung.Rung?
  /// How much it matters.
  public var severity: Severity
  /// One line.
  public var title: String
  /// How much memory it holds back; `nil` where that is not the point.
  public var missingBytes: ByteCount?
  /// What it was read from.
  public var evidence: [EvidenceValue]
  /// Why it is so, in sentences.
  public var cause: String
  /// What mends it; `nil` where nothing is to be mended.
  public var fix: Fix?
  /// Where to read more about the rule.
  public private(set) var see: String

  /// Creates a finding.
  public init(
    _ rule: String, rung: LadderRung.Rung?, severity: Severity, title: String,
    missing: ByteCount? = nil, evidence: [EvidenceValue], cause: String, fix: Fix? = nil
  ) {
    (self.rule, self.rung, self.severity, self.title) = (rule, rung, severity, title)
    (missingBytes, self.evidence, self.cause, self.fix) = (missing, evidence, cause, fix)
    see = "docs/diagnosis.md#\(rule)"
  }
}

/// A value that a finding rests on.
public struct EvidenceValue: Sendable, Hashable, Codable {
  /// The file's place in the evidence.
  public var file: String
  /// The field in it.
  public var field: String
  /// What it says.
  public var value: String

  /// Creates a value.
  public init(_ source: EvidenceSource, _ value: String) {
    (file, field, self.value) = (source.file, source.field, value)
  }
}

/// What mends a finding.
///
/// No fix takes away memory that is used: a machine whose memory is taken while it is used can die of it.
public struct Fix: Sendable, Hashable, Codable {
  /// What is done, in order.
  public var actions: [FixAction]
  /// The same as commands for the entity's platform; empty until the platform is known.
  public var commands: [String]
  /// Whether it outlasts a restart of the machine.
  public var persistent: Bool
  /// Whether the machine, container or application has to restart.
  public var needsRestart: Bool
  /// What can go wrong.
  public var risk: String

  /// Creates a fix.
  public init(
    _ actions: [FixAction], persistent: Bool, needsRestart: Bool = false, risk: String
  ) {
    (self.actions, commands, self.persistent) = (actions, [], persistent)
    (self.needsRestart, self.risk) = (needsRestart, risk)
  }
}

/// One thing to do; Actuation writes it as commands.
public enum FixAction: Sendable, Hashable, Codable {
  /// Set the balloon of a machine so that the guest has so many bytes.
  case setBalloon(bytes: ByteCount)
  /// Bring memory blocks of a Linux guest online, by number.
  case onlineBlocks([Int])
  /// Let a Linux guest bring memory that is added later online by itself, now and after its next start.
  case onlineAutomatically
  /// Load a module of a Linux guest's kernel, now and after its next start.
  case loadModule(String)
  /// Have the guest tell its memory statistics every so many seconds.
  case pollBalloon(seconds: Int)
  /// Take a parameter off the kernel's command line and restart.
  case removeKernelParameter(String)
  /// A command that is the same on every platform, to be run in the place named.
  case run(place: Place, command: String)
  /// Something that only a person can do.
  case advise(String)

  /// Where a command is run.
  public enum Place: String, Sendable, Hashable, Codable {
    /// In the guest.
    case guest
    /// On the host or where the platform's client is.
    case host
  }
}
