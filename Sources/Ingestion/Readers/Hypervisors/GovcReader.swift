public import CapacityModel

/// What `govc metric.sample -json` prints of virtual machines. `docs/formats/govc.md` has the rules.
public final class GovcReader: SampleReader {
  /// The name on the command line.
  public static let name = "govc"
  /// One sentence for `--help`.
  public static let summary =
    "JSON of govc metric.sample: mem.active.average, mem.consumed.average and others"
  /// What vSphere measures of demand.
  public static let proxyNote: String? =
    "used is the hypervisor's active memory, a proxy for demand"
  /// Counters of vSphere are averages of 20 seconds or more.
  public static let statistic = EntitySampling.Statistic.average

  /// A maximum where the first counters are maxima and none is an average.
  public let statistic: EntitySampling.Statistic

  private let file: JSONSeries
  private var table: RecordTable { file.table }
  private var json: JSONScanner { file.json }

  private static let metrics: [String: [MemoryMetric]] = [
    "active": [.used, .active], "consumed": [.assigned], "vmmemctl": [.balloon],
    "swapped": [.swapped], "zipped": [.compressed],
  ]

  /// Whether it has samples of a counter of memory.
  public static func recognises(_ start: FileStart) -> Bool {
    guard start.firstCharacter == "{" else { return false }
    let text = start.text.lowercased()
    return text.contains("\"sampleinfo\"") && text.contains("\"sample\"")
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let text = try source.peekStart().text
    statistic = text.contains(".maximum\"") && !text.contains(".average\"") ? .max : .average
    file = JSONSeries(source, format: Self.name, options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    // govc has spelt its members in capitals and without them.
    try file.nextBatch(ofObjectsAt: { $0.lowercased() == "sample[]" }, read: readEntity)
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readEntity() throws(IngestionError) {
    var (labels, instants) = ([String: String](), [Int64?]())
    try json.object("a sample") { name throws(IngestionError) in
      switch name.lowercased() {
      case "entity": for (key, value) in try json.labels() { labels[key.lowercased()] = value }
      case "sampleinfo":
        try json.array(name) { () throws(IngestionError) in
          guard instants.count < 1 << 20 else { throw json.fault("more than 1,048,576 instants") }
          instants.append(try readInstant())
        }
      case "value":
        let entity = table.entity(labels) { labels["name"] ?? labels["value"] }
        guard let entity, !instants.isEmpty else {
          throw json.fault("the values stand before their entity or their instants (sampleInfo)")
        }
        try json.array(name) { () throws(IngestionError) in try readCounter(entity, instants) }
      default: try json.skip()
      }
    }
  }

  private func readInstant() throws(IngestionError) -> Int64? {
    var time: JSONScanner.Scalar?
    try json.object("sampleInfo") { name throws(IngestionError) in
      if name.lowercased() == "timestamp" { time = try json.scalar() } else { try json.skip() }
    }
    do throws(FieldFaultError) { return try table.time(time?.bytes ?? []) } catch {
      try table.rejectRow(
        error.fault, field: "timestamp", entity: nil, time?.place ?? json.place,
        original: time?.bytes ?? [])
      return nil
    }
  }

  private func readCounter(_ entity: String, _ instants: [Int64?]) throws(IngestionError) {
    var (counter, instance) = ("", "")
    try json.object("a counter") { name throws(IngestionError) in
      switch name.lowercased() {
      case "name": counter = try json.scalar()?.string ?? ""
      case "instance": instance = try json.scalar()?.string ?? ""
      case "value":
        let parts = counter.split(separator: ".")
        guard instance.isEmpty, parts.count == 3, parts[0] == "mem",
          let metrics = Self.metrics[String(parts[1])]
        else {
          table.count("# counters are none of memory that is known")
          return try json.skip()
        }
        try readValues(entity, counter, metrics, instants)
      default: try json.skip()
      }
    }
  }

  /// Reads the values of a counter, KiB, one an instant.
  private func readValues(
    _ entity: String, _ counter: String, _ metrics: [MemoryMetric], _ instants: [Int64?]
  ) throws(IngestionError) {
    let source = try file.join.source("", of: entity)
    var index = 0
    try json.array("values") { () throws(IngestionError) in
      let value = try json.scalar()
      guard index < instants.count else {
        throw json.fault(
          "\(FieldCursor.excerpt(counter.utf8)) has more values than there are instants")
      }
      defer { index += 1 }
      guard let value, let instant = instants[index] else { return }
      let amount: Int64?
      do throws(FieldFaultError) { amount = try table.amount(value.bytes, shift: 10) } catch {
        return try table.rejectRow(
          error.fault, field: counter, entity: entity, value.place, original: value.bytes)
      }
      guard let amount else { return }
      for metric in metrics {
        try file.join.add(amount, .metric(metric), at: instant, to: source, value.place)
      }
    }
  }
}
