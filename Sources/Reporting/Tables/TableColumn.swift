/// One column of an exported table.
public struct TableColumn: Sendable, Hashable, Codable {
  /// How to read its cells; an empty cell is a value that is not there.
  public enum Kind: String, Sendable, Codable {
    /// Text.
    case text
    /// `true` or `false`.
    case truth
    /// A UTC date, `2026-05-01`.
    case day
    /// An instant, RFC 3339.
    case instant
    /// Whole bytes.
    case bytes
    /// A whole number.
    case count
    /// A number; shares are fractions.
    case number
  }

  /// The name in the header.
  public var name: String
  /// How to read its cells.
  public var type: Kind
  /// What it means, one line.
  public var meaning: String
}
