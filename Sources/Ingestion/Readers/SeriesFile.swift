public import CapacityModel

/// A format of whole series on equal steps: what forecasting straight from a file reads.
public protocol SeriesFile: SendableMetatype {
  /// The name on the command line.
  static var name: String { get }
  /// One sentence for `--help`.
  static var summary: String { get }

  /// Reads all series onto one calendar, in the order of the file. An empty value is a gap; negative values are allowed.
  ///
  /// - Parameter step: The length of a step.
  static func read(_ lines: LineReader, step: Duration) throws(IngestionError) -> Panel
}

/// The formats of whole series.
public enum SeriesFiles {
  /// In the order of help texts.
  public static let all: [any SeriesFile.Type] = [PanelFile.self, M4File.self]

  /// Reads a file in a registered format; `-` is standard input.
  public static func read(
    path: String, format: String, step: Duration
  ) throws(IngestionError) -> Panel {
    guard let file = all.first(where: { $0.name == format }) else {
      preconditionFailure("'\(format)' is no registered format of series")
    }
    return try file.read(try LineReader(try ByteSource(path: path)), step: step)
  }
}

/// Series of different lengths, put on one calendar by their ends.
struct RaggedSeries {
  var names: [EntityID] = []
  /// Oldest first; `nil` for a gap.
  var values: [[Double?]] = []

  func rightAligned(step: Duration) -> Panel {
    let length = values.map(\.count).max() ?? 0
    let calendar = StepCalendar(start: Timestamp(milliseconds: 0), step: step, count: length)
    var panel = Panel(entities: names, calendar: calendar)
    for (series, column) in values.enumerated() {
      for (index, value) in column.enumerated() {
        panel[length - column.count + index, series] = value
      }
    }
    return panel
  }
}
