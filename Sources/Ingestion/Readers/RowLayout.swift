internal import CapacityModel

/// What each column of a table is, read from its header.
struct RowLayout {
  /// One column.
  enum Column: Hashable {
    /// The entity's name.
    case entity
    /// The instant.
    case instant
    /// A metric's value; multiplied by `scale` it is in stored units.
    case metric(slot: Int, scale: Double)
    /// A metric in per cent of the configured size of the same row.
    case share(slot: Int)
    /// Nothing that is read.
    case ignored
  }

  /// In the order of the file.
  var columns: [Column]
  /// The header's words.
  var names: [String]
  /// The metrics, by slot.
  var metrics: [MemoryMetric]

  /// The slot of `configured`, where it is told.
  var configuredSlot: Int? { metrics.firstIndex(of: .configured) }
  /// The slot of `used`, where it is told.
  var usedSlot: Int? { metrics.firstIndex(of: .used) }

  private static let byteUnits: [(suffix: String, scale: Double)] = [
    ("_bytes", 1), ("_kib", 1024), ("_mib", 1_048_576), ("_gib", 1_073_741_824),
  ]

  /// Reads the header of a `samples` file.
  init(samples names: [String], ignoring: Set<String>, path: String) throws(IngestionError) {
    (self.names, columns, metrics) = (names, [], [])
    var place = 1
    for name in names {
      let column = try column(name, ignoring: ignoring, at: place, path: path)
      columns.append(column)
      place += name.utf8.count + 1
    }
    for required in ["entity", "timestamp"] where !names.contains(required) {
      throw .badHeader(
        path: path, column: 1, problem: "there is no column '\(required)'",
        remedy: "a samples file begins with 'entity,timestamp' and metrics such as used_kib")
    }
    guard !metrics.isEmpty else {
      throw .badHeader(
        path: path, column: 1, problem: "there is no metric",
        remedy: "add one, such as used_bytes or configured_mib")
    }
    let shares = columns.contains { if case .share = $0 { true } else { false } }
    if shares, configuredSlot == nil {
      throw .badHeader(
        path: path, column: 1, problem: "a column in per cent needs 'configured' beside it",
        remedy: "add configured_bytes, or give the metric in bytes")
    }
  }

  /// A layout that is known beforehand.
  init(columns: [Column], names: [String], metrics: [MemoryMetric]) {
    (self.columns, self.names, self.metrics) = (columns, names, metrics)
  }

  private mutating func column(
    _ name: String, ignoring: Set<String>, at place: Int, path: String
  ) throws(IngestionError) -> Column {
    if ignoring.contains(name) { return .ignored }
    guard names.filter({ $0 == name }).count == 1 else {
      throw .badHeader(
        path: path, column: place, problem: "column '\(name)' stands there twice",
        remedy: "keep one of them")
    }
    if name == "entity" { return .entity }
    if name == "timestamp" { return .instant }
    guard let (metric, column) = Self.metric(name, slot: metrics.count) else {
      let nearest = Self.known.min { $0.editDistance(to: name) < $1.editDistance(to: name) } ?? ""
      throw .badHeader(
        path: path, column: place, problem: "column '\(name)' is not known",
        remedy: "did you mean '\(nearest)'? To pass over it say --ignore-columns '\(name)'")
    }
    guard !metrics.contains(metric) else {
      throw .badHeader(
        path: path, column: place, problem: "'\(metric.rawValue)' is told by two columns",
        remedy: "keep one of them")
    }
    metrics.append(metric)
    return column
  }

  private static func metric(_ name: String, slot: Int) -> (MemoryMetric, Column)? {
    if let metric = MemoryMetric(rawValue: name), !metric.isBytes {
      return (metric, .metric(slot: slot, scale: metric.storedUnits))
    }
    for metric in MemoryMetric.allCases where metric.isBytes {
      for (suffix, scale) in byteUnits where name == metric.rawValue + suffix {
        return (metric, .metric(slot: slot, scale: scale))
      }
      // A share of itself says nothing.
      if metric != .configured, name == metric.rawValue + "_percent" {
        return (metric, .share(slot: slot))
      }
    }
    return nil
  }

  private static let known: [String] =
    ["entity", "timestamp"]
    + MemoryMetric.allCases.flatMap { metric in
      metric.isBytes
        ? (byteUnits.map(\.suffix) + ["_percent"]).map { metric.rawValue + $0 } : [metric.rawValue]
    }
}
