public import CapacityModel
internal import HeadroomBasics

/// The JSON of sysstat: `sadf -j FILE -- -r ALL`. `docs/formats/sysstat-json.md` has the rules.
public final class SysstatJSONReader: SampleReader {
  /// The name on the command line.
  public static let name = "sysstat-json"
  /// One sentence for `--help`.
  public static let summary = "JSON of sysstat: sadf -j -- -r ALL"

  /// Rows whose totals are found together.
  private static let rowsTogether = 4096

  private let table: RecordTable
  private let json: JSONScanner
  private var walker: JSONWalker
  private var machine: String?
  private var machines = 0
  private var rows: [Row] = []

  /// Numbers of one instant by name, and where they stand.
  private typealias Fields = [String: JSONScanner.Scalar]

  /// An instant that waits for its total.
  private struct Row {
    var memory: SysstatMemory?
    var swapped: Int64?
    var machine: String
    var instant: Int64
    var place: FilePlace
  }

  /// Whether `sysstat` is its first name.
  public static func recognises(_ start: FileStart) -> Bool {
    guard start.firstCharacter == "{" else { return false }
    return start.text.drop { $0 == "{" || $0.isWhitespace }.hasPrefix("\"sysstat\"")
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    json = JSONScanner(source)
    walker = JSONWalker(json)
    table = RecordTable(
      path: json.name, format: Self.name, metrics: [.used, .configured, .guestTotal, .swapped],
      options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in try readNext() }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readNext() throws(IngestionError) -> Bool {
    let place = try walker.next { place, token in
      token == .beginObject
        && (place == "sysstat.hosts[].statistics[]" || place == "sysstat.hosts[].restarts[]")
    } other: { (place, scalar) throws(IngestionError) in
      guard place == "sysstat.hosts[].nodename" else { return }
      machine = scalar.string
      machines += 1
    }
    table.report { $0.encoding = json.foreignEncoding }
    switch place {
    case nil:
      try acceptRows()
      return false
    case "sysstat.hosts[].restarts[]":
      table.report { $0.restarts += 1 }
      try json.skip()
    default:
      try readStatistics()
      if rows.count == Self.rowsTogether { try acceptRows() }
    }
    return true
  }

  private func readStatistics() throws(IngestionError) {
    var (time, memory) = (Fields(), Fields?.none)
    _ = try json.peek()
    let start = json.place
    try json.object("statistics") { name throws(IngestionError) in
      switch name {
      case "timestamp": time = try json.members()
      case "memory": memory = try json.members()
      default: try json.skip()
      }
    }
    guard let memory else {
      return table.count("# instants have no memory; run sadf -j -- -r ALL")
    }
    guard let machine else {
      throw json.fault("the statistics stand before the name of their host (nodename)")
    }
    let instant: Int64
    do throws(FieldFaultError) { instant = try table.time(Self.time(time)) } catch {
      return try table.rejectRow(
        error.fault, field: "timestamp", entity: machine, start, original: Array(machine.utf8))
    }
    do throws(FieldFaultError) {
      let row = Row(
        memory: try self.memory(memory, instant), swapped: try kib(memory, "swpused"),
        machine: machine, instant: instant, place: start)
      rows.append(row)
    } catch {
      try table.rejectRow(
        error.fault, field: "memory", entity: machine, start, original: Array(machine.utf8))
    }
  }

  /// The time as `InstantText` reads it; without a zone where it is local.
  private static func time(_ fields: Fields) -> [UInt8] {
    guard let date = fields["date"], let clock = fields["time"] else { return [] }
    let zone = fields["tz"]?.string ?? (fields["utc"]?.string == "1" ? "UTC" : "")
    return date.bytes + [0x54] + clock.bytes + (["UTC", "GMT"].contains(zone) ? [0x5A] : [])
  }

  /// Bytes of a number of KiB; `nil` where there is none.
  private func kib(_ fields: Fields, _ name: String) throws(FieldFaultError) -> Int64? {
    guard let field = fields[name] else { return nil }
    return try table.amount(field.bytes, shift: 10)
  }

  /// The numbers of memory, KiB; `nil` where those are missing that are always there.
  private func memory(
    _ fields: Fields, _ instant: Int64
  ) throws(FieldFaultError) -> SysstatMemory? {
    func number(_ name: String) throws(FieldFaultError) -> Double? {
      try kib(fields, name).map { Double($0) / 1024 }
    }
    guard let free = try number("memfree"), let used = try number("memused") else { return nil }
    var memory = SysstatMemory(entity: machines, instant: instant, free: free, used: used)
    memory.available = try number("avail")
    memory.usedPercent = try fields["memused-percent"].flatMap { field throws(FieldFaultError) in
      try table.percent(field.bytes).map { Double($0) / 1000 }
    }
    (memory.buffers, memory.cached) = (try number("buffers"), try number("cached"))
    memory.slab = try number("slab")
    return memory
  }

  /// Finds the totals of the rows that wait, and hands the rows over.
  private func acceptRows() throws(IngestionError) {
    let totals = SysstatTotals.of(rows.compactMap(\.memory))
    var next = totals.makeIterator()
    let configured = table.options.configured?.bytes
    for row in rows {
      if let swapped = row.swapped { table.put(swapped, .swapped) }
      if let memory = row.memory {
        let found = next.next() ?? nil
        let total = configured.map { Double($0) / 1024 } ?? found
        if let configured { table.put(configured, .configured) }
        if let bytes = found.flatMap({ bytes($0) }) { table.put(bytes, .guestTotal) }
        if memory.available == nil {
          table.count(
            "# instants have no avail; used is without buffers and cache, a proxy for demand")
        }
        var isShort = false
        if let total, let available = memory.available, total * 1024 < 0x1p62 {
          isShort =
            table.demand(
              total: Int64((total * 1024).rounded()), available: Int64((available * 1024).rounded())
            )
            == nil
        }
        if let bytes = SysstatTotals.demand(memory, total: total).flatMap({ bytes($0) }) {
          table.put(bytes, .used)
        } else if !isShort {
          try table.note(
            .malformed("the total does not follow from these numbers; run sadf -j -- -r ALL"),
            field: "memory", row.place)
        }
      }
      try table.accept(
        row.machine, at: row.instant, row.place, original: Array(row.machine.utf8))
    }
    rows = []
  }

  /// Whole bytes of KiB, where any machine has as many.
  private func bytes(_ kib: Double) -> Int64? {
    let bytes = kib * 1024
    return bytes <= Double(min(table.options.maxSize.bytes, 1 << 60)) ? Int64(bytes.rounded()) : nil
  }
}
