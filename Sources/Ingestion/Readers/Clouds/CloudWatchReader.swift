public import CapacityModel

/// What `aws cloudwatch get-metric-data` prints. `docs/formats/cloudwatch.md` has the rules.
public final class CloudWatchReader: SampleReader {
  /// The name on the command line.
  public static let name = "cloudwatch"
  /// One sentence for `--help`.
  public static let summary =
    "JSON of aws cloudwatch get-metric-data: mem_used_percent and others of the agent"
  /// Averages, unless a label says otherwise.
  public static let statistic = EntitySampling.Statistic.average

  /// A maximum where the first labels say so and none speaks of averages.
  public let statistic: EntitySampling.Statistic

  private let file: JSONSeries
  private var table: RecordTable { file.table }
  private var json: JSONScanner { file.json }

  private static let parts: [String: SeriesJoin.Part] = [
    "mem_used_percent": .usedPercent, "mem_used": .metric(.used), "mem_total": .total,
    "mem_available": .available, "mem_available_percent": .availablePercent,
    "MemoryUtilization": .usedPercent,
  ]
  private static let statistics: Set<String> = [
    "Average", "Maximum", "Minimum", "Sum", "SampleCount",
  ]

  /// One of the results.
  private struct Result {
    var id = ""
    var label = ""
    var instants: [JSONScanner.Scalar?] = []
    var values: [JSONScanner.Scalar?] = []
  }

  /// Whether it names the results.
  public static func recognises(_ start: FileStart) -> Bool {
    start.firstCharacter == "{" && start.text.contains("\"MetricDataResults\"")
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let text = try source.peekStart().text
    statistic = text.contains("Maximum") && !text.contains("Average") ? .max : .average
    file = JSONSeries(source, format: Self.name, options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try file.nextBatch(ofObjectsAt: { $0 == "MetricDataResults[]" }, read: readResult)
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readResult() throws(IngestionError) {
    var result = Result()
    _ = try json.peek()
    let start = json.place
    try json.object("a result") { name throws(IngestionError) in
      switch name {
      case "Id": result.id = try json.scalar()?.string ?? ""
      case "Label": result.label = try json.scalar()?.string ?? ""
      case "Timestamps": result.instants = try list()
      case "Values": result.values = try list()
      default: try json.skip()
      }
    }
    guard result.instants.count == result.values.count else {
      throw json.fault(
        "the result '\(FieldCursor.excerpt(result.id.utf8))' has \(result.instants.count) times and "
          + "\(result.values.count) values; fetch it again")
    }
    try take(result, start)
  }

  private func list() throws(IngestionError) -> [JSONScanner.Scalar?] {
    var list: [JSONScanner.Scalar?] = []
    try json.array("times or values") { () throws(IngestionError) in
      guard list.count < 1 << 20 else {
        throw json.fault("a result has more than 1,048,576 values")
      }
      list.append(try json.scalar(limit: 128))
    }
    return list
  }

  private func take(_ result: Result, _ place: FilePlace) throws(IngestionError) {
    let words = result.label.split(separator: " ").map(String.init)
    guard let metric = words.first(where: { Self.parts[$0] != nil }), let part = Self.parts[metric]
    else {
      throw .malformed(
        path: table.path, line: place.line, column: place.column,
        reason: "the label '\(FieldCursor.excerpt(result.label.utf8))' names no metric of memory; "
          + Self.remedy)
    }
    let rest = words.filter { $0 != metric && !Self.statistics.contains($0) }
    let labels = ["id": result.id, "label": result.label, "metric": metric]
    let entity = table.entity(labels) { rest.isEmpty ? nil : rest.joined(separator: " ") }
    guard let entity else {
      throw .malformed(
        path: table.path, line: place.line, column: place.column,
        reason: "the label '\(FieldCursor.excerpt(result.label.utf8))' names no machine; "
          + Self.remedy)
    }
    let source = try file.join.source("", of: entity)
    for case (let time?, let value?) in zip(result.instants, result.values) {
      try file.add(
        value, part, at: time.bytes, to: source, of: entity, field: metric, value.place)
    }
  }

  private static let remedy =
    "give each query the label \"${PROP('Dim.InstanceId')} ${PROP('MetricName')} ${PROP('Stat')}\""
}
