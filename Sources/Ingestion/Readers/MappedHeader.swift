internal import CapacityModel

/// Lays out a table of one's own as `--columns` says.
struct MappedHeader {
  let path: String
  let columns: [ColumnMapping]

  /// Whether the file has no header: all columns are given by their places.
  var isHeaderless: Bool {
    columns.allSatisfy { column in
      if case .place = column.source { return true }
      return false
    }
  }

  /// The layout of a table whose columns are named `names`, from line `line`.
  ///
  /// - Throws: `IngestionError.missingColumn`, `.doubledColumn`, `.namelessEntity`.
  func layout(_ names: [HeaderLine.Name], line: Int) throws(IngestionError) -> TableLayout {
    var layout = TableLayout()
    layout.columns = names.map { .init(name: $0.text, content: .ignored) }
    var given: Set<String> = []
    for column in columns {
      let (place, name) = try place(of: column, names, line)
      let meaning = Self.meaning(column.content)
      guard layout.columns[place].content == .ignored, given.insert(meaning).inserted else {
        throw .doubledColumn(
          path: path, line: line, column: names[place].column, name: name, meaning: meaning)
      }
      switch column.content {
      case .entity: layout.columns[place].content = .entity
      case .timestamp: layout.columns[place].content = .time
      case .metric(let metric, let unit):
        let content: TableLayout.Content =
          !metric.isBytes ? .thousandths : unit == .percent ? .percentOfConfigured : .bytes
        layout.columns[place] = .init(
          name: name, content: content, slot: layout.metrics.count, shift: unit.shift)
        layout.metrics.append(metric)
      }
    }
    if !given.contains("timestamp") { throw missing("timestamp", line) }
    if layout.metrics.isEmpty { throw missing("a metric", line) }
    if !given.contains("entity") {
      if path == "<stdin>" { throw .namelessEntity(path: path, format: "samples with --columns") }
      layout.fixedEntity = Array(GWAReader.entityName(of: path).utf8)
    }
    return layout
  }

  private func place(
    of column: ColumnMapping, _ names: [HeaderLine.Name], _ line: Int
  ) throws(IngestionError) -> (place: Int, name: String) {
    switch column.source {
    case .place(let number):
      guard number <= names.count else {
        throw .missingColumn(
          path: path, line: line, name: "column \(number)", why: "there are \(names.count)")
      }
      return (number - 1, names[number - 1].text)
    case .name(let name):
      guard let place = names.firstIndex(where: { $0.text.lowercased() == name.lowercased() })
      else {
        let known = names.map(\.text)
        let nearest = NearestName.of(name, in: known).map { "; did you mean '\($0)'?" } ?? ""
        throw .missingColumn(
          path: path, line: line, name: "'\(name)'",
          why: "--columns asks for it and the header has \(known.joined(separator: ", "))\(nearest)"
        )
      }
      return (place, name)
    }
  }

  private func missing(_ what: String, _ line: Int) -> IngestionError {
    .missingColumn(path: path, line: line, name: what, why: "--columns must say where it stands")
  }

  private static func meaning(_ content: ColumnMapping.Content) -> String {
    switch content {
    case .entity: "entity"
    case .timestamp: "timestamp"
    case .metric(let metric, _): metric.rawValue
    }
  }
}
