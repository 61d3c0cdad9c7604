public import HeadroomBasics

/// Raw outputs of one machine, pod or host: all that a diagnosis rests on.
///
/// A file is known by its place in the folder (`guest/meminfo`), else by what stands in it. What is not known is kept, counts
/// for nothing and is told.
public struct Evidence: Sendable {
  /// One output.
  public struct File: Sendable {
    /// Its place in the folder.
    public var path: String
    /// What it is; `nil` where nothing tells.
    public var kind: EvidenceKind?
    /// What stands in it.
    public var text: String
  }

  /// The entity's name, or the folder's.
  public var entity: String
  /// When it was gathered.
  public var at: Timestamp?
  /// The time between two readings of counters; `nil` where there is one reading.
  public var seconds: Double?
  /// In ascending order of places.
  public let files: [File]

  /// Takes in files.
  ///
  /// - Parameter files: By place in the folder; what has no known place is known by its content, or by its parts where it
  ///   holds several outputs.
  public init(entity: String, at: Timestamp? = nil, files: [(path: String, text: String)]) {
    (self.entity, self.at, seconds) = (entity, at, nil)
    self.files = files.sorted { $0.path < $1.path }.flatMap { path, text -> [File] in
      if let kind = EvidenceKind.named(path) { return [File(path: path, kind: kind, text: text)] }
      let parts = EvidenceRecognition.parts(of: text)
      return parts.isEmpty
        ? [File(path: path, kind: nil, text: text)]
        : parts.map { File(path: path, kind: $0.kind, text: $0.text) }
    }
  }

  /// The file of a kind: the one with the kind's own place, else the last.
  func file(_ kind: EvidenceKind) -> File? {
    all(kind).first { EvidenceKind.isPlace($0.path, of: kind) } ?? all(kind).last
  }

  /// All files of a kind, ascending places.
  func all(_ kind: EvidenceKind) -> [File] { files.filter { $0.kind == kind } }
}

extension EvidenceKind {
  /// Whether a path is the kind's own place, whatever its ending.
  static func isPlace(_ path: String, of kind: EvidenceKind) -> Bool {
    path == kind.rawValue || path.hasPrefix(kind.rawValue + ".") && named(path) == kind
  }
}
