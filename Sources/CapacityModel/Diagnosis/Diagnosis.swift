public import HeadroomBasics

/// Why memory is not there: what each rung of the ladder shows for one entity, and which rung is broken.
public struct Diagnosis: Sendable, Hashable, Codable {
  /// The name of the format.
  public static let schemaName = "headroom.findings/v1"

  /// The format.
  public private(set) var schema = Self.schemaName
  /// The entity's name, or the name of the folder of evidence.
  public var entity: String
  /// When the evidence was gathered; `nil` where nothing tells.
  public var at: Timestamp?
  /// What was read, by place in the evidence.
  public var files: [String]
  /// What no rule reads, by place in the evidence.
  public var unread: [String]
  /// From the wish to the control groups; rungs without evidence are left out.
  public var ladder: [LadderRung]
  /// What is wrong or worth knowing, the gravest first.
  public var findings: [Finding]
  /// What could not be judged.
  public var unknown: [Unjudged]

  /// Creates a diagnosis.
  public init(
    entity: String, at: Timestamp?, files: [String], unread: [String], ladder: [LadderRung],
    findings: [Finding],
    unknown: [Unjudged]
  ) {
    (self.entity, self.at, self.files, self.unread) = (entity, at, files, unread)
    (self.ladder, self.findings, self.unknown) = (ladder, findings, unknown)
  }

  /// Whether somebody should act: there is a warning or worse.
  public var needsAction: Bool { findings.contains { $0.severity >= .warning } }

  /// Something that the evidence does not tell.
  public struct Unjudged: Sendable, Hashable, Codable {
    /// What could not be judged, in words.
    public var what: String
    /// The place in the evidence that would tell.
    public var file: String

    /// Creates an entry.
    public init(_ what: String, file: String) { (self.what, self.file) = (what, file) }
  }
}

/// One step on the way of memory from the wish to the application's control group.
public struct LadderRung: Sendable, Hashable, Codable {
  /// The steps, from the wish down.
  public enum Rung: String, Sendable, Hashable, Codable, CaseIterable {
    /// What a plan or a person wants.
    case desired
    /// What the hypervisor gives the machine now.
    case hypervisor
    /// What the guest's kernel manages (`MemTotal`).
    case guest
    /// The least limit of the control groups above the application.
    case cgroup
  }

  /// Which step.
  public var rung: Rung
  /// How much memory it shows.
  public var bytes: ByteCount
  /// Where that is read.
  public var source: EvidenceSource
  /// What makes the difference to the rung above.
  public var explained: [Part]
  /// What is left of the difference to the rung above; zero for the first rung. Below zero where more is there than above.
  public var unexplained: ByteCount

  /// Creates a rung.
  public init(
    _ rung: Rung, bytes: ByteCount, source: EvidenceSource, explained: [Part] = [],
    unexplained: ByteCount = .zero
  ) {
    (self.rung, self.bytes, self.source) = (rung, bytes, source)
    (self.explained, self.unexplained) = (explained, unexplained)
  }

  /// A part of the difference between two rungs.
  public struct Part: Sendable, Hashable, Codable {
    /// What holds the memory.
    public var what: String
    /// How much.
    public var bytes: ByteCount
    /// Where that is read.
    public var source: EvidenceSource

    /// Creates a part.
    public init(_ what: String, _ bytes: ByteCount, _ source: EvidenceSource) {
      (self.what, self.bytes, self.source) = (what, bytes, source)
    }
  }
}

/// A place in the evidence: a file and a field of it.
public struct EvidenceSource: Sendable, Hashable, Codable {
  /// The file's place in the evidence: `guest/meminfo`.
  public var file: String
  /// The field in it: `MemTotal`.
  public var field: String

  /// Creates a place.
  public init(_ file: String, _ field: String) { (self.file, self.field) = (file, field) }
}
