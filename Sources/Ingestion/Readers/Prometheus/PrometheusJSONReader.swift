public import CapacityModel

/// The JSON that Prometheus answers queries with (`query`, `query_range`), and the lines of VictoriaMetrics'
/// `/api/v1/export`. `docs/formats/prometheus-json.md` has the rules.
public final class PrometheusJSONReader: SampleReader {
  /// The name on the command line.
  public static let name = "prometheus-json"
  /// One sentence for `--help`.
  public static let summary = "JSON of Prometheus queries and of VictoriaMetrics' export"

  private let file: JSONSeries
  private var table: RecordTable { file.table }
  private var json: JSONScanner { file.json }
  private var answer: [String: String] = [:]

  /// The series under way of an exported line.
  private var exported = ExportedSeries()

  private struct ExportedSeries {
    var series: Series?
    var hasLabels = false
    var values: [Int64?]?
    var instants: [Int64?]?
  }

  /// A series whose values are wanted.
  private struct Series {
    var metric: PrometheusMetric
    var entity: String
    var source: Int
    var field: String
  }

  /// Whether it looks like an answer or like an exported line.
  public static func recognises(_ start: FileStart) -> Bool {
    guard start.firstCharacter == "{" else { return false }
    let text = start.text
    if text.contains("\"metric\"") && text.contains("\"timestamps\"") && text.contains("\"values\"")
    {
      return !text.contains("\"MetricDataResults\"")
    }
    let isAnswer = text.contains("\"status\"") && text.contains("\"success\"")
    return isAnswer && text.contains("\"resultType\"")
      || text.contains("\"status\"") && text.contains("\"errorType\"")
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    file = JSONSeries(source, format: Self.name, options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try file.join.nextBatch { () throws(IngestionError) in try readNext() }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  /// Reads on to the end of the next series; false at the end.
  private func readNext() throws(IngestionError) -> Bool {
    let place = try file.next { place, token in
      switch place {
      case "data.result[]", "metric": token == .beginObject
      case "values", "timestamps": token == .beginArray
      default: false
      }
    } other: { (place, scalar) throws(IngestionError) in
      try tell(place, scalar)
    }
    switch place {
    case nil:
      guard exported.hasLabels || exported.values != nil else { return false }
      throw json.fault("the line has no values or no timestamps; export it again")
    case "data.result[]": try readResult()
    case "metric":
      guard !exported.hasLabels else {
        throw json.fault("a line has labels and no values with timestamps; export it again")
      }
      exported.series = try series(try json.labels())
      exported.hasLabels = true
    case "values":
      exported.values = try readList { () throws(IngestionError) in
        try readNumber(exported.series)
      }
    default:
      exported.instants = try readList { () throws(IngestionError) in try readMilliseconds() }
    }
    try takeExported()
    return true
  }

  /// Remembers what an answer says of itself, and refuses one that is an error.
  private func tell(_ place: String, _ scalar: JSONScanner.Scalar) throws(IngestionError) {
    switch place {
    case "status", "error", "errorType":
      answer[place] = scalar.string
      guard answer["status"] == "error", let reason = answer["error"] else { return }
      throw json.fault(
        "the server answered with an error (\(answer["errorType"] ?? "unknown")): "
          + "\(FieldCursor.excerpt(reason.utf8)); correct the query and ask again")
    case "data.result[]":
      throw json.fault("a scalar or a string has no labels; query a vector or a range")
    default: break
    }
  }

  // MARK: Answers

  private func readResult() throws(IngestionError) {
    var (found, hasLabels) = (Series?.none, false)
    try json.object("a series") { name throws(IngestionError) in
      switch name {
      case "metric":
        found = try series(try json.labels())
        hasLabels = true
      case "values", "value":
        guard hasLabels else {
          throw json.fault("the labels (metric) must stand before the values")
        }
        guard let found else { return try json.skip() }
        if name == "value" { return try readPoint(found) }
        try json.array("values") { () throws(IngestionError) in try readPoint(found) }
      default: try json.skip()
      }
    }
  }

  /// What the series with these labels gives; `nil` where it is passed over.
  private func series(_ labels: [String: String]) throws(IngestionError) -> Series? {
    guard let metric = PrometheusMetric(labels: labels) else {
      table.count("# series are of metrics that give nothing of memory")
      return nil
    }
    guard let entity = metric.entity(labels, table.options.entityTemplate) else {
      table.count("# series lack labels that name their entity; see --entity-template")
      return nil
    }
    if metric.kind == .expression {
      table.count(
        "# series have no name, as results of expressions, and were taken as demand in bytes")
    }
    let source = try file.join.source(PrometheusMetric.sourceKey(labels), of: entity)
    return Series(
      metric: metric, entity: entity, source: source, field: labels["__name__"] ?? "value")
  }

  /// Reads `[1795848976.5,"24485511168"]`.
  private func readPoint(_ series: Series) throws(IngestionError) {
    var (time, value) = (JSONScanner.Scalar?.none, JSONScanner.Scalar?.none)
    var count = 0
    try json.array("a point") { () throws(IngestionError) in
      let scalar = try json.scalar()
      if count == 0 { time = scalar } else { value = scalar }
      count += 1
      guard count <= 2 else { throw json.fault("a point has a time and a value, and nothing else") }
    }
    guard let time, let value else {
      throw json.fault("a point has a time and a value: [1.5,\"2\"]")
    }
    let (instant, amount): (Int64, Int64?)
    do throws(FieldFaultError) {
      (instant, amount) = (try table.time(time.bytes), try self.amount(value.bytes, series))
    } catch {
      return try table.rejectRow(
        error.fault, field: series.field, entity: series.entity, value.place, original: value.bytes)
    }
    guard let amount else { return }
    try file.join.add(amount, series.metric.part, at: instant, to: series.source, value.place)
  }

  private func amount(_ text: [UInt8], _ series: Series) throws(FieldFaultError) -> Int64? {
    let isLimit = series.metric.part == .metric(.limit)
    let amount = try table.amount(text, isLimit: isLimit)
    guard amount == 0, series.metric.zeroIsNone else { return amount }
    table.report { $0.sentinels[.noLimit, default: 0] += 1 }
    return nil
  }

  // MARK: Exported lines

  private func readList(
    _ element: () throws(IngestionError) -> Int64?
  ) throws(IngestionError) -> [Int64?] {
    var list: [Int64?] = []
    try json.array("values or timestamps") { () throws(IngestionError) in
      guard list.count < SeriesJoin.valueLimit / 2 else {
        throw json.fault("the line is too long; export less at once")
      }
      list.append(try element())
    }
    return list
  }

  private func readNumber(_ series: Series?) throws(IngestionError) -> Int64? {
    guard exported.hasLabels else {
      throw json.fault("the labels (metric) must stand before the values")
    }
    guard let value = try json.scalar(), let series else { return nil }
    do throws(FieldFaultError) { return try amount(value.bytes, series) } catch {
      try table.rejectRow(
        error.fault, field: series.field, entity: series.entity, value.place, original: value.bytes)
      return nil
    }
  }

  private func readMilliseconds() throws(IngestionError) -> Int64? {
    guard let value = try json.scalar() else { return nil }
    do throws(FieldFaultError) {
      guard let instant = Int64(value.string), instant.magnitude < 1 << 52 else {
        throw FieldFaultError(.notATime(FieldCursor.excerpt(value.bytes)))
      }
      return try table.time(milliseconds: instant)
    } catch {
      try table.rejectRow(
        error.fault, field: "timestamps", entity: exported.series?.entity, value.place,
        original: value.bytes)
      return nil
    }
  }

  /// Takes an exported line once all of it was read.
  private func takeExported() throws(IngestionError) {
    guard exported.hasLabels, let values = exported.values, let instants = exported.instants else {
      return
    }
    defer { exported = ExportedSeries() }
    guard values.count == instants.count else {
      throw json.fault(
        "the line has \(values.count) values and \(instants.count) timestamps; export it again")
    }
    guard let series = exported.series else { return }
    for case (let value?, let instant?) in zip(values, instants) {
      try file.join.add(value, series.metric.part, at: instant, to: series.source, json.place)
    }
  }
}
