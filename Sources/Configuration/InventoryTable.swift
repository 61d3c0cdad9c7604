internal import CapacityModel
internal import HeadroomBasics

/// An inventory of entities as CSV: the keys of the YAML form as columns, an empty field where nothing is known; or a
/// sheet of RVTools (`RVToolsTable`).
struct InventoryTable {
  static let columns = [
    "entity", "platform", "host", "cluster", "site", "tier", "owner", "hotAdd", "minimumSize",
    "maximumSize", "sizeStep", "window", "numaNodes",
  ]

  private let path: String
  private let header: [String]
  private let rows: [(line: Int, fields: [String])]

  init(parsing text: String, path: String) throws(ConfigurationError) {
    self.path = path
    var lines: [(line: Int, fields: [String])] = []
    let normal = text.trimmingPrefix("\u{FEFF}").replacing("\r\n", with: "\n")
    let headLine = normal.prefix { $0 != "\n" }
    let separator: Character =
      headLine.count { $0 == ";" } > headLine.count { $0 == "," } ? ";" : ","
    for (index, line) in normal.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    where !line.isEmpty {
      lines.append((index + 1, Self.fields(of: line, separator)))
    }
    guard let first = lines.first else {
      throw .invalid(
        path: path, line: 1, column: 1, problem: "the file is empty",
        remedy: "start it with the line '\(Self.columns.joined(separator: ","))'")
    }
    if let sheet = RVToolsTable(header: first.fields) {
      var rows: [(line: Int, fields: [String])] = []
      for (line, fields) in lines.dropFirst() {
        guard fields.count == first.fields.count else {
          throw Self.wrongCount(path, line, fields.count, first.fields.count)
        }
        if let fields = sheet.fields(fields) { rows.append((line, fields)) }
      }
      (header, self.rows) = (sheet.header, rows)
      return
    }
    (header, rows) = (first.fields, Array(lines.dropFirst()))
    for (index, name) in header.enumerated() where !Self.columns.contains(name) {
      let nearest = Self.columns.min { $0.editDistance(to: name) < $1.editDistance(to: name) }
      throw .invalid(
        path: path, line: first.line, column: index + 1, problem: "column '\(name)' is not known",
        remedy: "did you mean '\(nearest ?? "")'?")
    }
    guard header.contains("entity") else {
      throw .invalid(
        path: path, line: first.line, column: 1, problem: "there is no column 'entity'",
        remedy: "name the entities")
    }
  }

  /// The rows as entities. The YAML reader does the checking, so that both forms are held to one rule.
  func inventory() throws(ConfigurationError) -> Inventory {
    // Flow style puts every row on the line it has in the CSV, so that errors name the right one.
    var yaml = "{schema: \(InventoryFile.schemaName), entities: ["
    var atLine = 1
    for (line, fields) in rows {
      guard fields.count == header.count else {
        throw Self.wrongCount(path, line, fields.count, header.count)
      }
      let known = zip(header, fields).filter { !$0.1.isEmpty }
      let pairs = known.map { "\($0.0): \(Self.quoted($0.1))" }
      yaml += String(repeating: "\n", count: line - atLine) + "{\(pairs.joined(separator: ", "))},"
      atLine = line
    }
    yaml += "]}"
    return try InventoryFile.parse(yaml, path: path)
  }

  private static func wrongCount(
    _ path: String, _ line: Int, _ found: Int, _ expected: Int
  ) -> ConfigurationError {
    .invalid(
      path: path, line: line, column: 1,
      problem: "\(found) fields where the header has \(expected)",
      remedy: "quote fields that hold separators")
  }

  /// Text as a YAML double-quoted scalar; `true` and `false` stay plain, so that they are flags.
  private static func quoted(_ text: String) -> String {
    if text == "true" || text == "false" { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\t", with: "\\t")
    return "\"\(escaped)\""
  }

  /// The fields of one line; RFC 4180 quotes, without line breaks inside them.
  private static func fields(of line: Substring, _ separator: Character) -> [String] {
    var fields = [""]
    var quoted = false
    var previousWasQuote = false
    for character in line {
      if character == "\"" {
        // A doubled quote inside quotes is one quote; the second of the pair finds `quoted` just ended.
        if !quoted && previousWasQuote { fields[fields.count - 1].append("\"") }
        quoted.toggle()
        previousWasQuote = true
        continue
      }
      previousWasQuote = false
      if character == separator, !quoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
