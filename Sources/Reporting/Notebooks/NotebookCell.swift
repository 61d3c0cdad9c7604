/// One cell of a notebook, without outputs.
struct NotebookCell: Encodable, Hashable {
  enum Kind: String {
    case code
    case markdown
  }

  /// 1 to 64 of `a-z`, `0-9` and `-`; unique in the notebook.
  let id: String
  let kind: Kind
  let source: String
  /// Whether a reader sees at first what a cell does and not how.
  var isFolded = false

  /// A cell of code that is folded away: who reads pictures need not scroll past what draws them.
  static func code(_ id: String, _ source: String) -> Self {
    Self(id: id, kind: .code, source: source, isFolded: true)
  }

  static func markdown(_ id: String, _ source: String) -> Self {
    Self(id: id, kind: .markdown, source: source)
  }

  private enum CodingKeys: String, CodingKey {
    case cellType = "cell_type"
    case executionCount = "execution_count"
    case id
    case metadata
    case outputs
    case source
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind.rawValue, forKey: .cellType)
    try container.encode(id, forKey: .id)
    try container.encode(Metadata(isFolded: isFolded), forKey: .metadata)
    // Line by line, as Jupyter itself saves cells, so that differences between versions stay readable.
    try container.encode(lines, forKey: .source)
    guard kind == .code else { return }
    try container.encodeNil(forKey: .executionCount)
    try container.encode([String](), forKey: .outputs)
  }

  /// `source_hidden` is what JupyterLab folds by, the tag what `nbconvert` and Jupyter Book can be told to leave out.
  private struct Metadata: Encodable {
    var jupyter: [String: Bool]?
    var tags: [String]?

    init(isFolded: Bool) {
      jupyter = isFolded ? ["source_hidden": true] : nil
      tags = isFolded ? ["hide-input"] : nil
    }
  }

  private var lines: [String] {
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)\n" }
    lines[lines.count - 1].removeLast()
    return lines.last == "" ? lines.dropLast() : lines
  }
}
