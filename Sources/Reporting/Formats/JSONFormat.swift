internal import CapacityModel
internal import HeadroomBasics

/// JSON for machines, for the kinds of value that have a schema (`JSONReportable`).
///
/// Keys are sorted, slashes stand as they are, absent optional values have no key, times are RFC 3339, sizes whole
/// bytes. DEL and the C1 controls, which JSON lets pass, are escaped: a terminal obeys them.
public struct JSONFormat: ReportFormat {
  /// `json`.
  public static let name = "json"
  /// One sentence for `--help`.
  public static let summary = "JSON with sorted keys, for machines"

  /// Bytes that are gathered before they go to the sink.
  private static let chunk = 1 << 16

  /// Creates the format.
  public init() {}

  /// Whether the kind has a schema.
  public static func writes(_ kind: any Reportable.Type) -> Bool { kind is any JSONReportable.Type }

  /// Writes the value as one object.
  ///
  /// - Throws: `ReportingError.cannotRender` where its kind has no schema; what the value and the sink throw.
  public func write(_ value: some Reportable, options: ReportOptions, to sink: ByteSink) throws {
    guard let value = value as? any JSONReportable else {
      throw ReportingError.cannotRender(type(of: value), as: Self.self)
    }
    try value.writeJSON(options, to: sink)
  }

  /// Writes the forecast as one object, a line a series; `docs/formats/forecast.md` says what each field means.
  ///
  /// - Throws: `ReportingError.notFinite` where JSON has no such number; what the sink throws.
  func writeSeries(of forecast: ForecastPanel, to sink: ByteSink) throws {
    var bytes = Array(#"{"forecaster":"#.utf8)
    bytes += try quoted(forecast.forecaster)
    bytes += #","horizon":\#(forecast.horizon),"levels":"#.utf8
    append(forecast.levels[...], to: &bytes)
    bytes += #","peakLevels":"#.utf8
    append(forecast.peakLevels[...], to: &bytes)
    bytes += #","schema":"headroom.forecast/v1","series":["#.utf8
    for series in 0..<forecast.seriesCount {
      bytes += (series == 0 ? "\n" : ",\n").utf8
      try append(series, of: forecast, to: &bytes)
      if bytes.count >= Self.chunk {
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    bytes += "\n],\"start\":\"\(forecast.calendar.start)\"".utf8
    bytes += ",\"step\":\"\(forecast.calendar.step.shortText)\"}\n".utf8
    try sink(bytes)
  }

  private func append(
    _ series: Int, of forecast: ForecastPanel, to bytes: inout [UInt8]
  ) throws {
    let entity = forecast.entities[series].name
    func row(_ matrix: [Double], _ column: String) throws(ReportingError) -> [Double] {
      try (0..<forecast.horizon).map { step throws(ReportingError) in
        let value = matrix[step * forecast.seriesCount + series]
        guard value.isFinite else {
          throw .notFinite(entity: entity, step: step + 1, column: column, value: "\(value)")
        }
        return value
      }
    }
    bytes.append(UInt8(ascii: "{"))
    let standing = forecast.standings.isEmpty ? nil : forecast.standings[series]
    if let doubts = standing?.doubts, !doubts.isEmpty {
      bytes += #""doubts":"#.utf8
      bytes += CanonicalJSON.withoutControls(try CanonicalJSON.bytes(of: doubts))
      bytes.append(UInt8(ascii: ","))
    }
    bytes += #""mean":"#.utf8
    append(try row(forecast.mean, "mean")[...], to: &bytes)
    let blocks = [
      ("peak", forecast.peakLevels, forecast.peakQuantiles),
      ("quantiles", forecast.levels, forecast.quantiles),
    ]
    for (key, levels, matrices) in blocks where !levels.isEmpty {
      bytes += ",\"\(key)\":[".utf8
      for (index, level) in levels.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(try row(matrices[index], "\(key) \(level)")[...], to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
    if let standing { bytes += #","state":"\#(standing.state.rawValue)""#.utf8 }
    bytes += #","unique_id":"#.utf8
    bytes += try quoted(entity)
    bytes.append(UInt8(ascii: "}"))
  }

  private func append(_ values: ArraySlice<Double>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      NumberText.appendPlain(value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private func quoted(_ text: String) throws -> [UInt8] {
    CanonicalJSON.withoutControls(try CanonicalJSON.bytes(of: text))
  }

  /// A value as an object that ends with a line feed.
  static func encoded(_ value: some Encodable, options: ReportOptions) throws -> [UInt8] {
    try CanonicalJSON.document(of: value, isIndented: options.prettyPrinted)
  }
}
