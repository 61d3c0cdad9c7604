public import CapacityModel

/// Lists of metrics-server, as `kubectl get --raw /apis/metrics.k8s.io/v1beta1/pods` prints them; several one after the
/// other are one file. `docs/formats/pod-metrics.md` has the rules.
public final class PodMetricsReader: SampleReader {
  /// The name on the command line.
  public static let name = "pod-metrics"
  /// One sentence for `--help`.
  public static let summary = "JSON of metrics-server: PodMetricsList and NodeMetricsList"

  /// What one use of memory belongs to.
  private struct Usage {
    var container: String?
    var memory: JSONScanner.Scalar?
  }

  private let table: RecordTable
  private let json: JSONScanner
  private var walker: JSONWalker

  /// Whether it names a kind of list that metrics-server has.
  public static func recognises(_ start: FileStart) -> Bool {
    start.firstCharacter == "{"
      && (start.text.contains("\"PodMetricsList\"") || start.text.contains("\"NodeMetricsList\"")
        || start.text.contains("\"metrics.k8s.io/"))
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    json = JSONScanner(source)
    walker = JSONWalker(json)
    table = RecordTable(path: json.name, format: Self.name, metrics: [.used], options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in
      let place = try walker.next { place, token in place == "items[]" && token == .beginObject }
      table.report { $0.encoding = json.foreignEncoding }
      if place == nil { return false }
      try readItem()
      return true
    }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readItem() throws(IngestionError) {
    var (labels, time, usages) = ([String: String](), JSONScanner.Scalar?.none, [Usage]())
    _ = try json.peek()
    let start = json.place
    try json.object("an item") { name throws(IngestionError) in
      switch name {
      case "metadata": labels = try json.labels()
      case "timestamp": time = try json.scalar()
      case "usage": usages.append(Usage(memory: try readUsage()))
      case "containers":
        try json.array("containers") { () throws(IngestionError) in
          guard usages.count < 10_000 else {
            throw json.fault("a pod has more than 10,000 containers")
          }
          usages.append(try readContainer())
        }
      default: try json.skip()
      }
    }
    guard let time else {
      return try table.rejectRow(
        .emptyTime, field: "timestamp", entity: labels["name"], start, original: [])
    }
    for usage in usages { try accept(usage, labels, time) }
  }

  private func readContainer() throws(IngestionError) -> Usage {
    var usage = Usage()
    try json.object("a container") { name throws(IngestionError) in
      switch name {
      case "name": usage.container = try json.scalar(limit: 1000)?.string
      case "usage": usage.memory = try readUsage()
      default: try json.skip()
      }
    }
    return usage
  }

  private func readUsage() throws(IngestionError) -> JSONScanner.Scalar? {
    var memory: JSONScanner.Scalar?
    try json.object("usage") { name throws(IngestionError) in
      if name == "memory" { memory = try json.scalar(limit: 128) } else { try json.skip() }
    }
    return memory
  }

  private func accept(
    _ usage: Usage, _ metadata: [String: String], _ time: JSONScanner.Scalar
  ) throws(IngestionError) {
    var labels: [String: String] = [:]
    labels["namespace"] = metadata["namespace"]
    labels[usage.container == nil ? "node" : "pod"] = metadata["name"]
    labels["container"] = usage.container
    guard let name = KubernetesEntity.name(labels, in: table) else { return }
    guard let memory = usage.memory else {
      return table.count("# containers or nodes have no memory among their usage")
    }
    do throws(FieldFaultError) {
      let amount = try table.amount(try KubernetesQuantity.decimalText(memory.string))
      if let amount { table.put(amount, .used) }
    } catch {
      try table.note(error.fault, field: "memory", memory.place)
    }
    let instant = try table.instant(time.bytes, field: "timestamp", time.place)
    try table.accept(name, at: instant, memory.place, original: memory.bytes)
  }
}
