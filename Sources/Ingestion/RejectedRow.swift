/// A row that was passed over under `--on-error skip`.
public struct RejectedRow: Hashable, Sendable {
  /// The path, or `<stdin>`.
  public var file: String
  /// From 1.
  public var line: Int
  /// The byte at which the field at fault starts, from 1.
  public var column: Int
  /// What is wrong, for people.
  public var reason: String
  /// The line as it stood in the file, without its ending; empty where it was too long to keep.
  public var original: String

  /// Creates a record of a rejected row.
  public init(file: String, line: Int, column: Int, reason: String, original: String) {
    (self.file, self.line, self.column) = (file, line, column)
    (self.reason, self.original) = (reason, original)
  }
}

extension RejectedRow: CustomStringConvertible {
  /// `file:line:column<TAB>reason<TAB>original line`, as a list of rejects has it.
  public var description: String { "\(file):\(line):\(column)\t\(reason)\t\(original)" }
}
