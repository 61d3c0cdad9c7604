public import CapacityModel

/// Time series of Google Cloud Monitoring, as its API returns them. `docs/formats/gcp-timeseries.md` has the rules.
public final class GCPTimeSeriesReader: SampleReader {
  /// The name on the command line.
  public static let name = "gcp-timeseries"
  /// One sentence for `--help`.
  public static let summary =
    "JSON time series of Google Cloud Monitoring: memory of the agent, of E2 machines, of containers"

  private let file: JSONSeries
  private var table: RecordTable { file.table }
  private var json: JSONScanner { file.json }

  private struct Point {
    var time: JSONScanner.Scalar?
    var value: JSONScanner.Scalar?
  }

  private struct Series {
    var type = ""
    var labels: [String: String] = [:]
    var points: [Point] = []
  }

  /// Whether it has the members of such series.
  public static func recognises(_ start: FileStart) -> Bool {
    guard start.firstCharacter == "{" || start.firstCharacter == "[" else { return false }
    return start.text.contains("\"metricKind\"") && start.text.contains("\"points\"")
      && start.text.contains("\"resource\"")
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    file = JSONSeries(source, format: Self.name, options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try file.nextBatch(
      ofObjectsAt: { $0 == "timeSeries[]" || $0 == "[]" }, read: readSeries)
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readSeries() throws(IngestionError) {
    var series = Series()
    try json.object("a time series") { name throws(IngestionError) in
      switch name {
      case "metric", "resource", "metadata":
        try json.object(name) { member throws(IngestionError) in
          if name == "metric", member == "type" {
            series.type = try json.scalar()?.string ?? ""
          } else if ["labels", "systemLabels"].contains(member) {
            series.labels.merge(try json.labels()) { first, _ in first }
          } else {
            try json.skip()
          }
        }
      case "points":
        try json.array("points") { () throws(IngestionError) in
          guard series.points.count < 1 << 20 else {
            throw json.fault("a series has more than 1,048,576 points")
          }
          series.points.append(try readPoint())
        }
      default: try json.skip()
      }
    }
    try take(series)
  }

  private func readPoint() throws(IngestionError) -> Point {
    var point = Point()
    try json.object("a point") { name throws(IngestionError) in
      guard name == "interval" || name == "value" else { return try json.skip() }
      try json.object(name) { member throws(IngestionError) in
        switch member {
        case "endTime": point.time = try json.scalar(limit: 128)
        case "doubleValue", "int64Value": point.value = try json.scalar(limit: 128)
        default: try json.skip()
        }
      }
    }
    return point
  }

  /// What a series of that type gives; `nil` where that is nothing of memory.
  private static func part(_ series: Series) -> SeriesJoin.Part? {
    let state = series.labels["state"] ?? "used"
    switch series.type {
    case "agent.googleapis.com/memory/bytes_used": return state == "used" ? .metric(.used) : nil
    case "agent.googleapis.com/memory/percent_used": return state == "used" ? .usedPercent : nil
    case "compute.googleapis.com/instance/memory/balloon/ram_used": return .metric(.used)
    case "compute.googleapis.com/instance/memory/balloon/ram_size": return .total
    case "kubernetes.io/container/memory/used_bytes":
      // Evictable memory is page cache.
      return series.labels["memory_type"] != "evictable" ? .metric(.used) : nil
    case "kubernetes.io/container/memory/limit_bytes": return .metric(.limit)
    case "kubernetes.io/container/memory/request_bytes": return .metric(.reservation)
    default: return nil
    }
  }

  private static func name(_ labels: [String: String]) -> String? {
    if let pod = labels["pod_name"], let container = labels["container_name"] {
      return [labels["namespace_name"], pod, container].compactMap { $0 }.joined(separator: "/")
    }
    return labels["name"] ?? labels["instance_name"] ?? labels["instance_id"]
  }

  private func take(_ series: Series) throws(IngestionError) {
    guard let part = Self.part(series) else {
      return table.count("# series are of metrics or states that give no demand and no size")
    }
    guard let entity = table.entity(series.labels, { Self.name(series.labels) }) else {
      return table.count("# series lack labels that name their entity; see --entity-template")
    }
    let source = try file.join.source("", of: entity)
    for point in series.points {
      guard let time = point.time, let value = point.value else { continue }
      try file.add(
        value, part, at: time.bytes, to: source, of: entity, field: "points", value.place)
    }
  }
}
