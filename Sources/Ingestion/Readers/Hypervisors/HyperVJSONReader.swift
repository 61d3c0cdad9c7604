public import CapacityModel

/// What PowerShell's `ConvertTo-Json` makes of `Get-VM`, `Get-VMMemory` and `Measure-VM`, with a time added to each object.
/// `docs/formats/hyperv-json.md` has the rules.
public final class HyperVJSONReader: SampleReader {
  /// The name on the command line.
  public static let name = "hyperv-json"
  /// One sentence for `--help`.
  public static let summary = "JSON of Get-VM, Get-VMMemory and Measure-VM, with a member Timestamp"

  /// The value at the instant; what `Measure-VM` gives is a maximum or an average.
  public let statistic: EntitySampling.Statistic

  private let table: RecordTable
  private let json: JSONScanner
  private var walker: JSONWalker

  private static let marks = [
    "\"MemoryAssigned\"", "\"MemoryDemand\"", "\"AverageMemoryUsage\"", "\"MaximumMemoryUsage\"",
    "\"AvgRAM\"", "\"MaxRAM\"", "\"DynamicMemoryEnabled\"",
  ]

  /// MiB of `Measure-VM`, by their present and former names.
  private static let maxima = ["MaximumMemoryUsage", "MaxRAM"]
  private static let averages = ["AverageMemoryUsage", "AvgRAM"]

  /// Whether it has a member that Hyper-V's objects have.
  public static func recognises(_ start: FileStart) -> Bool {
    guard start.firstCharacter == "{" || start.firstCharacter == "[" else { return false }
    return marks.contains { start.text.contains($0) }
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let text = try source.peekStart().text
    if text.contains("\"MemoryDemand\"") {
      statistic = .last
    } else if Self.maxima.contains(where: { text.contains("\"\($0)\"") }) {
      statistic = .max
    } else {
      statistic = Self.averages.contains(where: { text.contains("\"\($0)\"") }) ? .average : .last
    }
    json = JSONScanner(source)
    walker = JSONWalker(json)
    table = RecordTable(
      path: json.name, format: Self.name,
      metrics: [.used, .configured, .assigned, .limit, .reservation], options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in
      let place = try walker.next { place, token in
        (place.isEmpty || place == "[]") && token == .beginObject
      }
      table.report { $0.encoding = json.foreignEncoding }
      if place == nil { return false }
      try readObject()
      return true
    }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private typealias Fields = [String: JSONScanner.Scalar]

  private func readObject() throws(IngestionError) {
    _ = try json.peek()
    let start = json.place
    // PowerShell 5.1 writes a date as an object around its value.
    var fields: Fields = [:]
    for (name, value) in try json.members(unwrapping: true) { fields[name.lowercased()] = value }
    try take(fields, start)
  }

  private func take(_ fields: Fields, _ start: FilePlace) throws(IngestionError) {
    guard let name = fields["vmname"] ?? fields["name"] else {
      return try table.rejectRow(.emptyName, field: "VMName", entity: nil, start, original: [])
    }
    guard let time = fields["timestamp"] ?? fields["time"] else {
      throw .malformed(
        path: table.path, line: start.line, column: start.column,
        reason: "the object has no Timestamp, and Hyper-V's own has none; add it: Select-Object *,"
          + "@{n='Timestamp';e={(Get-Date).ToUniversalTime().ToString('o')}} | ConvertTo-Json")
    }
    let isDynamic = fields["dynamicmemoryenabled"]?.string.lowercased() == "true"
    try put(.assigned, fields, "memoryassigned")
    if isDynamic {
      try put(.configured, fields, "memorymaximum", "maximum")
      try put(.reservation, fields, "memoryminimum", "minimum")
    } else {
      try put(.configured, fields, "memorystartup", "startup")
    }
    try putDemand(fields)
    let text = Self.time(time.string)
    let instant = try table.instant(Array(text.utf8), field: "Timestamp", time.place)
    try table.accept(name.string, at: instant, start, original: name.bytes)
  }

  /// Demand in bytes, or the usage in MiB that `Measure-VM` has.
  private func putDemand(_ fields: Fields) throws(IngestionError) {
    if fields["memorydemand"] != nil { return try put(.used, fields, "memorydemand") }
    for name in (Self.maxima + Self.averages).map({ $0.lowercased() }) where fields[name] != nil {
      return try put(.used, fields, name, shift: 20)
    }
  }

  private func put(
    _ metric: MemoryMetric, _ fields: Fields, _ names: String..., shift: Int64 = 0
  ) throws(IngestionError) {
    for name in names {
      guard let value = fields[name] else { continue }
      return try table.put(metric, value.bytes, shift: shift, field: name, value.place)
    }
  }

  /// `/Date(1795849000123)/` of PowerShell 5.1 as seconds; anything else as it stands.
  private static func time(_ text: String) -> String {
    guard text.hasPrefix("/Date("),
      let milliseconds = Int64(text.dropFirst(6).prefix { $0.isASCIIDigit || $0 == "-" })
    else { return text }
    let seconds = milliseconds / 1000
    let rest = (milliseconds % 1000).magnitude
    return "\(seconds).\(String(repeating: "0", count: 3 - "\(rest)".count))\(rest)"
  }
}
