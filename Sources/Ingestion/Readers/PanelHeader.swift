/// Where the three columns of a panel file stand.
struct PanelHeader {
  /// All names, in the order of the file.
  let names: [String]
  /// The place of `unique_id`.
  let series: Int
  /// The place of `ds`.
  let step: Int
  /// The place of `y`.
  let value: Int

  static let known = ["unique_id", "ds", "y"]

  /// Reads the header.
  ///
  /// - Throws: what the scanner throws; `IngestionError.unknownColumn`, `.doubledColumn`, `.missingColumn`.
  init(_ scanner: LineScanner, ignoring ignored: Set<String>) throws(IngestionError) {
    let header = try HeaderLine(scanner, separator: 0x2C)
    var places: [String: Int] = [:]
    for (index, name) in header.names.enumerated() where !ignored.contains(name.text) {
      guard Self.known.contains(name.text) else {
        throw .unknownColumn(
          path: scanner.name, line: header.line, column: name.column, name: name.text,
          known: Self.known, nearest: NearestName.of(name.text, in: Self.known))
      }
      if places.updateValue(index, forKey: name.text) != nil {
        throw .doubledColumn(
          path: scanner.name, line: header.line, column: name.column, name: name.text,
          meaning: name.text)
      }
    }
    func place(_ name: String) throws(IngestionError) -> Int {
      if let place = places[name] { return place }
      throw .missingColumn(
        path: scanner.name, line: header.line, name: name,
        why: "a panel file has unique_id, ds and y")
    }
    names = header.names.map(\.text)
    series = try place("unique_id")
    step = try place("ds")
    value = try place("y")
  }
}
