public import CapacityModel

/// Reads mappings of tables: YAML or JSON (`headroom.mapping/v1`).
public enum MappingFile {
  /// The format's name and version.
  public static let schemaName = "headroom.mapping/v1"

  /// Reads the mapping at `path`.
  ///
  /// - Throws: `ConfigurationError.unreadable` where the file cannot be read, `.invalid` where it says something
  ///   wrong: an unknown key, or a column without a name. What a column's text means is checked by its reader.
  public static func read(_ path: String) throws(ConfigurationError) -> TableMapping {
    try parse(try Document.text(of: path), path: path)
  }

  /// Reads YAML text.
  static func parse(_ text: String, path: String) throws(ConfigurationError) -> TableMapping {
    let root = try ConfigurationNode(parsing: text, path: path, schema: schemaName)
    let fields = try root.fields([
      "schema", "columns", "separator", "decimal", "timeFormat", "timeZone", "epoch", "configured",
      "statistic",
    ])
    var mapping = TableMapping()
    if let node = fields["columns"] {
      let what = ["entity", "timestamp"] + MemoryMetric.allCases.map(\.rawValue)
      let columns = try node.fields(what)
      for name in what {
        if let column = try columns[name]?.text() { mapping.columns.append("\(name)=\(column)") }
      }
    }
    mapping.separator = try fields["separator"]?.text()
    mapping.decimal = try fields["decimal"]?.text()
    mapping.timeFormat = try fields["timeFormat"]?.text()
    mapping.timeZone = try fields["timeZone"]?.text()
    mapping.epoch = try fields["epoch"]?.text()
    mapping.configured = try fields["configured"]?.text()
    mapping.statistic = try fields["statistic"]?.text()
    return mapping
  }
}
