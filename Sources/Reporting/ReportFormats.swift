/// The output formats, in the order that help texts list them.
public enum ReportFormats {
  /// Every format.
  public static let all: [any ReportFormat.Type] = [
    TableFormat.self, JSONFormat.self, CSVFormat.self, MarkdownFormat.self, HTMLFormat.self,
  ]

  /// The formats that have a form for a kind of value.
  public static func all(for kind: any Reportable.Type) -> [any ReportFormat.Type] {
    all.filter { $0.writes(kind) }
  }

  /// The names of the formats for a kind of value, for help texts: `table, json`.
  public static func names(for kind: any Reportable.Type) -> String {
    all(for: kind).map { $0.name }.joined(separator: ", ")
  }

  /// The format called `name`, which has a form for a kind of value.
  ///
  /// - Throws: `ReportingError.unknownFormat` where there is none, `cannotRender` where it has no form for the kind.
  public static func named(
    _ name: String, for kind: any Reportable.Type
  ) throws(ReportingError) -> any ReportFormat {
    let fitting = all(for: kind)
    if let format = fitting.first(where: { $0.name == name }) { return format.init() }
    guard all.contains(where: { $0.name == name }) else {
      throw .unknownFormat(name: name, known: fitting.map { $0.name })
    }
    throw .cannotRender(kind: kind.kind, format: name, instead: fitting.map { $0.name })
  }
}
