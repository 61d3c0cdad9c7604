/// What can be wrong with a request to write something down.
public enum ReportingError: Error, Hashable, Sendable {
  /// The format has no way to show this kind of value.
  case cannotRender(kind: String, format: String, instead: [String])
  /// No format has this name.
  case unknownFormat(name: String, known: [String])
  /// A number that no reader of the format could read back.
  case notFinite(entity: String, step: Int, column: String, value: String)
  /// A cell of an exported table that is no number.
  case notFiniteCell(column: String, value: String)
  /// Peaks were asked of a forecast that has none.
  case noPeaks(forecaster: String)
}

extension ReportingError: CustomStringConvertible {
  /// What is wrong and what to do, one sentence.
  public var description: String {
    switch self {
    case .cannotRender(let kind, let format, let instead):
      "a \(kind) cannot be written as \(format); use --format \(instead.joined(separator: " or "))"
    case .unknownFormat(let name, let known):
      "there is no format '\(name)'; use one of \(known.joined(separator: ", "))"
    case .notFinite(let entity, let step, let column, let value):
      "the forecast of '\(entity)' is \(value) in column \(column) at step \(step); "
        + "check the series for values that overflow"
    case .notFiniteCell(let column, let value):
      "column \(column) of an exported table would hold \(value); "
        + "check the series for values that overflow"
    case .noPeaks(let forecaster):
      "the forecast by \(forecaster) holds no peak quantiles; ask for them before writing peaks"
    }
  }
}

extension ReportingError {
  /// A format has no form for a kind of value; those that have are named.
  static func cannotRender(
    _ kind: any Reportable.Type, as format: any ReportFormat.Type
  ) -> ReportingError {
    .cannotRender(
      kind: kind.kind, format: format.name,
      instead: ReportFormats.all(for: kind).map { $0.name })
  }
}
