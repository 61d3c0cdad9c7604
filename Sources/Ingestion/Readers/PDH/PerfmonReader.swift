public import CapacityModel
internal import HeadroomBasics

/// CSV of perfmon, relog and typeperf: Windows machines and VMs of Hyper-V.
/// `docs/formats/perfmon.md` has the rules.
public final class PerfmonReader: SampleReader {
  /// The name on the command line.
  public static let name = "perfmon"
  /// One sentence for `--help`.
  public static let summary = "CSV of perfmon, relog and typeperf: Windows and Hyper-V counters"

  private static let mib = 1_048_576.0
  /// Counters by object and name in small letters, in English and German.
  private static let counters: [String: (role: PDHPlan.Role, scale: Double)] = [
    "memory\\available mbytes": (.available, mib), "memory\\available kbytes": (.available, 1024),
    "memory\\available bytes": (.available, 1), "memory\\committed bytes": (.committed, 1),
    "memory\\page reads/sec": (.pageReads, 1),
    "arbeitsspeicher\\verfügbare mb": (.available, mib),
    "arbeitsspeicher\\verfügbare kb": (.available, 1024),
    "arbeitsspeicher\\verfügbare bytes": (.available, 1),
    "arbeitsspeicher\\zugesicherte bytes": (.committed, 1),
    "speicher\\verfügbare mb": (.available, mib), "speicher\\verfügbare bytes": (.available, 1),
    "speicher\\zugesicherte bytes": (.committed, 1),
    "numa node memory\\total mbytes": (.total, mib),
    "hyper-v dynamic memory vm\\physical memory": (.physical, mib),
    "hyper-v dynamic memory vm\\guest visible physical memory": (.guestVisible, mib),
    "hyper-v dynamic memory vm\\guest available memory": (.guestAvailable, mib),
    "hyper-v dynamic memory vm\\current pressure": (.pressure, 1),
  ]

  private static let metrics: [MemoryMetric] = [
    .used, .configured, .guestTotal, .assigned, .majorFaultsPerSecond,
  ]

  private var table: PDHTable

  /// Whether it starts as such files do and has no counters of ESXi.
  public static func recognises(_ start: FileStart) -> Bool {
    PDHStart.isPDH(start) && !PDHStart.isEsxtop(start)
  }

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails or there is no counter that tells demand.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let path = source.name
    let configured = options.configured.map { Double($0.bytes) }
    table = try PDHTable(
      source, options: options, format: Self.name, metrics: Self.metrics,
      planner: { (paths) throws(IngestionError) in
        let plan = PDHPlan(
          paths, fallbackHost: GWAReader.entityName(of: path), reading: Self.reading)
        try Self.check(plan, hasConfigured: configured != nil, path: path)
        return plan
      },
      values: { read, values in Self.values(read, configured: configured, into: &values) })
    if let counters = Self.commitNote(table.plan, hasConfigured: configured != nil) {
      table.note(counters)
    }
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private static func reading(
    _ counter: PDHCounter
  ) -> (entity: String, role: PDHPlan.Role, scale: Double)? {
    guard let found = counters["\(counter.object)\\\(counter.name)".lowercased()] else {
      return nil
    }
    if counter.object.lowercased().hasPrefix("hyper-v") {
      return counter.instance.isEmpty ? nil : (counter.instance, found.role, found.scale)
    }
    if found.role == .total, counter.instance.lowercased() != "_total" { return nil }
    return (counter.host, found.role, found.scale)
  }

  /// Refuses a file that tells nobody's demand.
  private static func check(
    _ plan: PDHPlan, hasConfigured: Bool, path: String
  ) throws(IngestionError) {
    let tells = plan.entities.indices.contains { entity in
      let hasTotal = hasConfigured || plan.has(.total, of: entity)
      return (plan.has(.available, of: entity) && hasTotal) || plan.has(.committed, of: entity)
        || plan.has(.physical, of: entity) || plan.has(.guestVisible, of: entity)
    }
    if tells { return }
    let hasAvailable = plan.columns.contains { $0.role == .available }
    throw .missingColumn(
      path: path, line: 1, name: hasAvailable ? "the machine's total memory" : "a memory counter",
      why: hasAvailable
        ? "demand is the total less what is available: give --configured 16GiB, or log "
          + "\\NUMA Node Memory(_Total)\\Total MBytes as well"
        : "log \\Memory\\Available MBytes with \\NUMA Node Memory(_Total)\\Total MBytes, or "
          + "\\Hyper-V Dynamic Memory VM(*)\\*")
  }

  /// What to say where the commit charge stands for demand.
  private static func commitNote(_ plan: PDHPlan, hasConfigured: Bool) -> String? {
    let machines = plan.entities.indices.filter { entity in
      plan.has(.committed, of: entity) && !hasConfigured
        && !(plan.has(.available, of: entity) && plan.has(.total, of: entity))
    }
    guard !machines.isEmpty else { return nil }
    return
      "used is the commit charge where the total is unknown, a proxy for demand; give --configured "
      + "16GiB or log \\NUMA Node Memory(_Total)\\Total MBytes"
  }

  private static func values(
    _ read: [Double?], configured: Double?, into values: inout [MemoryMetric: Int64]
  ) {
    func value(_ role: PDHPlan.Role) -> Double? { read[role.rawValue] }
    func set(_ metric: MemoryMetric, _ value: Double?) {
      guard let value, value * metric.storedUnits < 0x1p62 else { return }
      values[metric] = Int64((value * metric.storedUnits).rounded())
    }
    let isGuest = value(.physical) != nil || value(.guestVisible) != nil
    if isGuest {
      set(.assigned, value(.physical))
      set(.guestTotal, value(.guestVisible))
      if let visible = value(.guestVisible), let available = value(.guestAvailable) {
        set(.used, visible < available ? nil : visible - available)
      } else if let physical = value(.physical), let pressure = value(.pressure) {
        // Pressure is what the guest wants, per cent of what it has.
        set(.used, physical * pressure / 100)
      }
      return
    }
    let total = configured ?? value(.total)
    if let total, let available = value(.available) {
      // A total that is less than what is available is wrong, so that demand is not known.
      set(.used, total < available ? nil : total - available)
    } else {
      set(.used, value(.committed))
    }
    set(.majorFaultsPerSecond, value(.pageReads))
    // A total alone is no sample.
    if !values.isEmpty {
      set(.configured, total)
      set(.guestTotal, value(.total))
    }
  }
}

/// Tells the two kinds of PDH files apart.
enum PDHStart {
  /// Whether the first cell is that of a PDH file.
  static func isPDH(_ start: FileStart) -> Bool {
    let line = start.header.drop { $0 == "\"" || $0 == " " }
    return line.hasPrefix("(PDH-CSV") || line.hasPrefix("(PDH-TSV")
  }

  /// Whether the counters are those of ESXi.
  static func isEsxtop(_ start: FileStart) -> Bool {
    ["\\Group Memory(", "\\Group Cpu(", "\\Physical Cpu(", "\\Memory\\Memory Overcommit"]
      .contains { start.header.contains($0) }
  }
}
