public import CapacityModel

/// What `az monitor metrics list -o json` prints of a machine's available memory. `docs/formats/azure-monitor.md` has the
/// rules.
public final class AzureMonitorReader: SampleReader {
  /// The name on the command line.
  public static let name = "azure-monitor"
  /// One sentence for `--help`.
  public static let summary =
    "JSON of az monitor metrics list: Available Memory Bytes, with --configured SIZE"
  /// Averages, unless the file has minima.
  public static let statistic = EntitySampling.Statistic.average

  /// The least available memory is the largest demand: a maximum where the first values are minima.
  public let statistic: EntitySampling.Statistic

  private let file: JSONSeries
  private var table: RecordTable { file.table }
  private var json: JSONScanner { file.json }

  private static let parts: [String: SeriesJoin.Part] = [
    "available memory bytes": .available, "available memory percentage": .availablePercent,
  ]

  /// The series under way.
  private struct Series {
    var part: SeriesJoin.Part
    var entity: String
    var source: Int
  }

  /// Whether it has the members of such an answer.
  public static func recognises(_ start: FileStart) -> Bool {
    start.firstCharacter == "{" && start.text.contains("\"timeseries\"")
      && (start.text.contains("\"timespan\"") || start.text.contains("\"resourceregion\""))
  }

  /// Whether a minimum in `text` has a number.
  private static func hasMinima(_ text: String) -> Bool {
    text.split(separator: "\"minimum\"").dropFirst().contains { rest in
      rest.drop { $0 == ":" || $0.isWhitespace }.first?.isNumber == true
    }
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let text = try source.peekStart().text
    statistic = Self.hasMinima(text) ? .max : .average
    file = JSONSeries(source, format: Self.name, options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try file.nextBatch(ofObjectsAt: { $0 == "value[]" }, read: readMetric)
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readMetric() throws(IngestionError) {
    var (resource, metric) = (String?.none, String?.none)
    try json.object("a metric") { name throws(IngestionError) in
      switch name {
      case "id": resource = try json.scalar()?.string
      case "name": metric = try json.labels()["value"]
      case "timeseries":
        guard let resource, let metric else {
          throw json.fault("the time series stand before id and name of their metric")
        }
        guard let series = try series(resource, metric) else { return try json.skip() }
        try json.array("timeseries") { () throws(IngestionError) in try readSeries(series) }
      default: try json.skip()
      }
    }
  }

  private func series(_ resource: String, _ metric: String) throws(IngestionError) -> Series? {
    guard let part = Self.parts[metric.lowercased()] else {
      table.count("# metrics say nothing of memory")
      return nil
    }
    let labels = Self.labels(resource)
    guard let entity = table.entity(labels, { labels["name"] }) else {
      throw json.fault("'\(FieldCursor.excerpt(resource.utf8))' is the id of no resource")
    }
    return Series(part: part, entity: entity, source: try file.join.source("", of: entity))
  }

  /// `/subscriptions/S/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/N/providers/…` by parts.
  private static func labels(_ resource: String) -> [String: String] {
    let parts = resource.split(separator: "/").map(String.init)
    var labels: [String: String] = [:]
    for (key, value) in zip(parts, parts.dropFirst()) {
      switch key.lowercased() {
      case "subscriptions": labels["subscription"] = value
      case "resourcegroups": labels["resourcegroup"] = value
      case "virtualmachines": labels["name"] = value
      default: break
      }
    }
    let monitor = parts.lastIndex { $0.lowercased() == "microsoft.insights" }
    if labels["name"] == nil, let monitor, monitor >= 2 { labels["name"] = parts[monitor - 2] }
    return labels
  }

  private func readSeries(_ series: Series) throws(IngestionError) {
    try json.object("a time series") { name throws(IngestionError) in
      guard name == "data" else { return try json.skip() }
      try json.array("data") { () throws(IngestionError) in try readPoint(series) }
    }
  }

  private func readPoint(_ series: Series) throws(IngestionError) {
    var fields: [String: JSONScanner.Scalar] = [:]
    _ = try json.peek()
    let start = json.place
    try json.object("a point") { name throws(IngestionError) in
      let known = ["timeStamp", "average", "minimum", "maximum"].contains(name)
      if known { fields[name] = try json.scalar() } else { try json.skip() }
    }
    guard let value = fields["minimum"] ?? fields["average"] else {
      guard let maximum = fields["maximum"] else { return }
      return try table.rejectRow(
        .malformed(
          "the most that was available says nothing of demand; ask with --aggregation Minimum"),
        field: "maximum", entity: series.entity, maximum.place, original: maximum.bytes)
    }
    try file.add(
      value, series.part, at: fields["timeStamp"]?.bytes ?? [], to: series.source,
      of: series.entity, field: fields["minimum"] != nil ? "minimum" : "average", start)
  }
}
