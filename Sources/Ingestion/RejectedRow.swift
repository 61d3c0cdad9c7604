/// A row that was passed over under `--on-error skip`, or one field of a row that was kept without it.
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
  /// Whether only the field was left out.
  public var isField: Bool

  /// Creates a record of a rejected row, or of a field that was left out.
  public init(
    file: String, line: Int, column: Int, reason: String, original: String, isField: Bool = false
  ) {
    (self.file, self.line, self.column) = (file, line, column)
    (self.reason, self.original, self.isField) = (reason, original, isField)
  }
}

extension RejectedRow: CustomStringConvertible {
  /// `file:line:column<TAB>reason<TAB>original line`, as a list of rejects has it; the reason of a field begins with
  /// `field left out`.
  public var description: String {
    "\(file):\(line):\(column)\t\(isField ? "field left out: " : "")\(reason)\t\(original)"
  }
}
