/// What can be wrong with input: with the file itself, or with what it says at a place.
public enum IngestionError: Error, Hashable, Sendable {
  /// The file could not be opened or read.
  case unreadable(path: String, reason: String)
  /// The file has no byte.
  case emptyFile(path: String)
  /// Compressed bytes end in the middle.
  case truncatedArchive(path: String, codec: String)
  /// Compressed bytes are not what the codec wrote.
  case corruptArchive(path: String, codec: String)
  /// No registered format has this beginning.
  case unknownFormat(path: String, beginning: String, known: [String])
  /// The first line does not fit the format.
  case badHeader(path: String, column: Int, problem: String, remedy: String)
  /// A row says something that cannot be; line and column count from 1.
  case badRow(path: String, line: Int, column: Int, field: String, problem: String, remedy: String)
  /// Most rows use more than is configured.
  case swappedColumns(path: String, rows: Int, above: Int)
  /// The format holds no samples with instants.
  case notSamples(path: String, format: String, remedy: String)

  /// Whether the fault is the file system's (exit code 74) and not the data's (65).
  public var isInputOutput: Bool {
    if case .unreadable = self { return true }
    return false
  }
}

extension IngestionError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) could not be read: \(reason); check the path and its permissions"
    case .emptyFile(let path):
      "\(path) is empty: not even a header line is there; check how it was written"
    case .truncatedArchive(let path, let codec):
      "\(path) ends in the middle of its \(codec) data; nothing of it was stored: copy or download it again"
    case .corruptArchive(let path, let codec):
      "\(path) holds damaged \(codec) data; nothing of it was stored: copy or download it again"
    case .unknownFormat(let path, let beginning, let known):
      "\(path) begins with '\(beginning)', which no known format does; name one with --input-format "
        + "(\(known.joined(separator: ", ")))"
    case .badHeader(let path, let column, let problem, let remedy):
      "\(path):1:\(column): \(problem); \(remedy)"
    case .badRow(let path, let line, let column, let field, let problem, let remedy):
      "\(path):\(line):\(column): field '\(field)': \(problem); \(remedy)"
    case .swappedColumns(let path, let rows, let above):
      "\(path): 'used' is above 'configured' in \(above) of \(rows) rows, so the two columns look swapped; nothing of it "
        + "was stored: mend the header, or say --allow-used-above-configured if it is true"
    case .notSamples(let path, let format, let remedy):
      "\(path) is of the format '\(format)', which has no instants; \(remedy)"
    }
  }
}
