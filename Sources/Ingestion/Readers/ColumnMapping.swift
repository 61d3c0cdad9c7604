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
  /// - Returns: `nil` where the text is none of these.
  public init?(_ text: some StringProtocol) {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let what = String(text[..<equals]).lowercased()
    var column = String(text[text.index(after: equals)...])
    var unit: Unit?
    if let colon = column.lastIndex(of: ":") {
      let name = column[column.index(after: colon)...].lowercased()
      unit = Unit.allCases.first { $0.rawValue.lowercased() == name }
      if unit != nil { column = String(column[..<colon]) }
    }
    guard !column.isEmpty else { return nil }
    if column.hasPrefix("#"), let place = Int(column.dropFirst()), place > 0 {
      source = .place(place)
    } else {
      source = .name(column)
    }
    switch what {
    case "entity", "timestamp":
      guard unit == nil else { return nil }
      content = what == "entity" ? .entity : .timestamp
    default:
      guard let metric = MemoryMetric(rawValue: what) else { return nil }
      guard metric.isBytes ? unit != nil : unit == nil else { return nil }
      content = .metric(metric, unit ?? .bytes)
    }
  }
}
