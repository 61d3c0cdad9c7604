internal import ArgumentParser
internal import Reporting

extension Arguments {
  /// The help of an option that chooses among the formats of a kind of value.
  static func formatHelp(_ kind: any Reportable.Type) -> ArgumentHelp {
    ArgumentHelp("\(ReportFormats.names(for: kind)).", valueName: "format")
  }

  /// The format that an option names.
  static func format(_ name: String, for kind: any Reportable.Type) throws -> any ReportFormat {
    do { return try ReportFormats.named(name, for: kind) } catch {
      throw ValidationError("\(error)")
    }
  }
}
