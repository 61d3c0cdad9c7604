/// A kind of value that can be reported: as a document in every format that renders documents, and as data in the
/// formats that it has a form for.
public protocol Reportable: Sendable {
  /// What the value is, for messages: `resize plan`.
  static var kind: String { get }

  /// What a person reads of the value.
  ///
  /// - Parameter options: Which items are wanted, and what is known beside the value; nothing of the format.
  func document(_ options: ReportOptions) -> Document
}

/// A kind of value with a JSON schema of its own.
public protocol JSONReportable: Reportable {
  /// Writes the value as JSON that ends with a line feed.
  ///
  /// - Throws: `ReportingError.notFinite`; what the sink throws.
  func writeJSON(_ options: ReportOptions, to sink: ByteSink) throws
}

/// A kind of value with a table that scripts read.
public protocol CSVReportable: Reportable {
  /// Writes the value as CSV with a header.
  ///
  /// - Throws: `ReportingError.notFinite`; what the sink throws.
  func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws
}
