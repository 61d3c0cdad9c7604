public import CapacityModel

/// What one column of a table of one's own gives: `used=mem_used:MiB`.
public struct ColumnMapping: Hashable, Sendable {
  /// What a column gives.
  public enum Content: Hashable, Sendable {
    /// The entity's name.
    case entity
    /// The instant.
    case timestamp
    /// A metric.
    case metric(MemoryMetric, Unit)
  }

  /// The unit of a metric's numbers.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// Bytes, and the natural unit of what is no size.
    case bytes = "B"
    /// 1,024 bytes.
    case kibibytes = "KiB"
    /// 1,048,576 bytes.
    case mebibytes = "MiB"
    /// 1,073,741,824 bytes.
    case gibibytes = "GiB"
    /// Per cent of the configured size.
    case percent = "%"

    /// How many binary places a number is shifted to be bytes.
    var shift: Int64 {
      switch self {
      case .kibibytes: 10
      case .mebibytes: 20
      case .gibibytes: 30
      case .bytes, .percent: 0
      }
    }
  }

  /// Where the column stands.
  public enum Source: Hashable, Sendable {
    /// Under this name; capitals do not matter.
    case name(String)
    /// At this place, from 1.
    case place(Int)
  }

  /// What the column gives.
  public var content: Content
  /// Where it stands.
  public var source: Source

  /// Creates a mapping.
  public init(content: Content, source: Source) { (self.content, self.source) = (content, source) }

  /// Reads `what=column`, `what=column:unit`, or `what=#3:unit` for the third column.
  ///
  /// `what` is `entity`, `timestamp` or a metric's name; sizes need a unit (B, KiB, MiB, GiB or %).
  ///
  /// - Throws: `MappingFault` where the text is none of these.
  public init(_ text: some StringProtocol) throws(MappingFault) {
    guard let equals = text.firstIndex(of: "=") else { throw .noColumn(String(text)) }
    let what = String(text[..<equals]).lowercased()
    var column = String(text[text.index(after: equals)...])
    var (unit, said) = (Unit?.none, "")
    if let colon = column.lastIndex(of: ":") {
      said = String(column[column.index(after: colon)...])
      unit = Unit.allCases.first { $0.rawValue.lowercased() == said.lowercased() }
      if unit != nil { column = String(column[..<colon]) }
    }
    guard !column.isEmpty else { throw .noColumn(String(text)) }
    if column.hasPrefix("#"), let place = Int(column.dropFirst()), place > 0 {
      source = .place(place)
    } else {
      source = .name(column)
    }
    switch what {
    case "entity", "timestamp":
      guard unit == nil else { throw .strayUnit(String(text), unit: said) }
      content = what == "entity" ? .entity : .timestamp
    default:
      guard let metric = MemoryMetric(rawValue: what) else {
        throw .unknownContent(what, nearest: NearestName.of(what, in: MappingFault.contents))
      }
      if metric.isBytes, unit == nil {
        throw said.isEmpty ? .noUnit(String(text)) : .unknownUnit(String(text), unit: said)
      }
      guard metric.isBytes || unit == nil else { throw .strayUnit(String(text), unit: said) }
      content = .metric(metric, unit ?? .bytes)
    }
  }
}

/// Why a text maps no column.
public enum MappingFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// No column is named.
  case noColumn(String)
  /// There is no such metric.
  case unknownContent(String, nearest: String?)
  /// A size has no unit.
  case noUnit(String)
  /// There is no such unit, or it has two meanings.
  case unknownUnit(String, unit: String)
  /// What has no unit is given one.
  case strayUnit(String, unit: String)

  /// All that a column may give.
  static let contents = ["entity", "timestamp"] + MemoryMetric.allCases.map(\.rawValue)

  /// What is wrong and what to write.
  public var description: String {
    switch self {
    case .noColumn(let text):
      "'\(text)' names no column; write what it gives, '=' and the column: entity=host, or used=mem_used:MiB"
    case .unknownContent(let what, let nearest):
      "a column cannot give '\(what)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ";")
        + " Known are \(Self.contents.joined(separator: ", "))"
    case .noUnit(let text):
      "'\(text)' says no unit; write it behind a colon, \(text):MiB, with B, KiB, MiB, GiB or %"
    case .unknownUnit(let text, let unit): Self.advice(text, unit)
    case .strayUnit(let text, let unit):
      "'\(text)' gives a unit to what has none; write \(text.dropLast(unit.utf8.count + 1))"
    }
  }

  /// Units of powers of 1,000 and of 1,024 share their names in many programs.
  private static let doubtful: [String: (bytes: String, decimal: String, binary: String)] = [
    "kb": ("1,024", "1,000", "KiB"), "k": ("1,024", "1,000", "KiB"),
    "mb": ("1,048,576", "1,000,000", "MiB"), "m": ("1,048,576", "1,000,000", "MiB"),
    "gb": ("1,073,741,824", "1,000,000,000", "GiB"), "g": ("1,073,741,824", "1,000,000,000", "GiB"),
  ]

  private static func advice(_ text: String, _ unit: String) -> String {
    guard let known = doubtful[unit.lowercased()] else {
      return "'\(unit)' in '\(text)' is no unit; write B, KiB, MiB, GiB or %"
    }
    let start = text.dropLast(unit.utf8.count)
    return
      "'\(unit)' in '\(text)' has two meanings: write \(start)\(known.binary) where it is \(known.bytes) bytes, as in most "
      + "tools; numbers of \(known.decimal) bytes must be written as bytes first (\(start)B)"
  }
}
