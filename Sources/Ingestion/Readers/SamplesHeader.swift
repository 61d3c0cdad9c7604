internal import CapacityModel

/// Understands the header of a samples file.
struct SamplesHeader {
  let path: String
  let header: HeaderLine
  let options: ReaderOptions

  private static let units: [(suffix: String, shift: Int64)] = [
    ("_bytes", 0), ("_kib", 10), ("_mib", 20), ("_gib", 30),
  ]

  /// What each column gives.
  ///
  /// - Throws: `IngestionError.unknownColumn`, `.doubledColumn`, `.missingColumn`.
  func layout() throws(IngestionError) -> TableLayout {
    var layout = TableLayout()
    var meanings: Set<String> = []
    for name in header.names {
      if options.ignoreColumns.contains(name.text) {
        layout.columns.append(.init(name: name.text, content: .ignored))
        continue
      }
      let meaning = try add(name, to: &layout)
      guard meanings.insert(meaning).inserted else {
        throw .doubledColumn(
          path: path, line: header.line, column: name.column, name: name.text, meaning: meaning)
      }
    }
    for required in ["entity", "timestamp"] where !meanings.contains(required) {
      throw missing(required, "every row names its entity and its instant")
    }
    if layout.metrics.isEmpty {
      throw missing("a metric", "name at least one, such as used_kib or used_bytes")
    }
    let percentage = layout.columns.first { $0.content == .percentOfConfigured }
    if let percentage, !layout.metrics.contains(.configured), options.configured == nil {
      throw missing(
        "configured_<unit>", "\(percentage.name) is taken of it (or give --configured SIZE)")
    }
    return layout
  }

  /// Adds the column and says what it gives.
  private func add(
    _ name: HeaderLine.Name, to layout: inout TableLayout
  ) throws(IngestionError) -> String {
    let text = name.text.lowercased()
    if text == "entity" || text == "timestamp" {
      layout.columns.append(.init(name: text, content: text == "entity" ? .entity : .time))
      return text
    }
    if text.isEmpty { throw .namelessColumn(path: path, line: header.line, column: name.column) }
    if let metric = MemoryMetric(rawValue: text), !metric.isBytes {
      layout.add(text, .thousandths, of: metric)
      return text
    }
    for unit in Self.units where text.hasSuffix(unit.suffix) {
      guard let metric = Self.size(named: text.dropLast(unit.suffix.count)) else { break }
      layout.add(text, .bytes, of: metric, shift: unit.shift)
      return metric.rawValue
    }
    if text.hasSuffix("_percent"), let metric = Self.size(named: text.dropLast(8)),
      metric != .configured
    {
      layout.add(text, .percentOfConfigured, of: metric)
      return metric.rawValue
    }
    throw .unknownColumn(
      path: path, line: header.line, column: name.column, name: name.text, known: Self.known,
      nearest: Self.synonyms[text] ?? NearestName.of(text, in: Self.allNames))
  }

  /// What others call the two columns that every file has.
  private static let synonyms = [
    "host": "entity", "hostname": "entity", "vm": "entity", "name": "entity", "vmname": "entity",
    "instance": "entity", "node": "entity", "server": "entity", "pod": "entity",
    "container": "entity", "id": "entity", "time": "timestamp", "date": "timestamp",
    "datetime": "timestamp", "ts": "timestamp", "instant": "timestamp", "when": "timestamp",
  ]

  private static func size(named name: Substring) -> MemoryMetric? {
    guard let metric = MemoryMetric(rawValue: String(name)), metric.isBytes else { return nil }
    return metric
  }

  /// The names as a message lists them.
  private static var known: [String] {
    ["entity", "timestamp"]
      + MemoryMetric.allCases.map { $0.isBytes ? "\($0.rawValue)_<unit>" : $0.rawValue }
  }

  /// Every name that a column may have.
  private static var allNames: [String] {
    ["entity", "timestamp"]
      + MemoryMetric.allCases.flatMap { metric -> [String] in
        guard metric.isBytes else { return [metric.rawValue] }
        let sizes = units.map { metric.rawValue + $0.suffix }
        return metric == .configured ? sizes : sizes + [metric.rawValue + "_percent"]
      }
  }

  private func missing(_ name: String, _ why: String) -> IngestionError {
    .missingColumn(path: path, line: header.line, name: name, why: why)
  }
}
