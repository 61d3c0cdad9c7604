/// The output formats, in the order that help texts list them.
public enum ReportFormats {
  /// Every format.
  public static let all: [any ReportFormat.Type] = [
    TableFormat.self, JSONFormat.self, CSVFormat.self, MarkdownFormat.self, HTMLFormat.self,
  ]

  /// The format called `name`.
  ///
  /// - Throws: `ReportingError.unknownFormat` where there is none.
  public static func named(_ name: String) throws(ReportingError) -> any ReportFormat {
    guard let format = all.first(where: { $0.name == name }) else {
      throw .unknownFormat(name: name, known: all.map { $0.name })
    }
    return format.init()
  }
}
