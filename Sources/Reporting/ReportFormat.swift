/// Takes the bytes of a report as they come, UTF-8, in order.
public typealias ByteSink = (_ bytes: [UInt8]) throws -> Void

/// Turns finished values into text; computes nothing.
///
/// The contract, checked for every registered format: the same value and options give the same bytes; what is written
/// ends with a line feed; control characters of names never reach the output of `table` and `markdown` raw. A kind
/// that a format cannot show throws `ReportingError.cannotRender` before the first byte.
public protocol ReportFormat: Sendable {
  /// The name on the command line.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Whether it shows the charts of documents, which cost their maker time.
  static var drawsCharts: Bool { get }

  /// Creates the format.
  init()

  /// Whether the format has a form for a kind of value.
  static func writes(_ kind: any Reportable.Type) -> Bool

  /// Writes a value.
  ///
  /// - Throws: `ReportingError.cannotRender` where `writes` is false; other errors of the value; what the sink throws.
  func write(_ value: some Reportable, options: ReportOptions, to sink: ByteSink) throws
}

extension ReportFormat {
  /// No.
  public static var drawsCharts: Bool { false }

  /// A value as one text; `write` needs less memory where there is much of it.
  public func text(
    of value: some Reportable, options: ReportOptions = ReportOptions()
  ) throws -> String {
    var bytes: [UInt8] = []
    try write(value, options: options) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A format for people: it gives a document its form, and so shows every kind of value.
public protocol DocumentRenderer: ReportFormat {
  /// Writes a document.
  ///
  /// - Parameter options: Width, colour, and whether tables that are read on demand are wanted.
  /// - Throws: What the sink throws.
  func render(_ document: Document, options: ReportOptions, to sink: ByteSink) throws
}

extension DocumentRenderer {
  /// Every kind.
  public static func writes(_ kind: any Reportable.Type) -> Bool { true }

  /// Writes the value's document.
  public func write(_ value: some Reportable, options: ReportOptions, to sink: ByteSink) throws {
    try render(value.document(options), options: options, to: sink)
  }
}
