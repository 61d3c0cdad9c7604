public import CapacityModel

/// Batch files of esxtop and resxtop (`esxtop -b`): the VMs of a host of ESXi.
/// `docs/formats/esxtop.md` has the rules.
public final class EsxtopReader: SampleReader {
  /// The name on the command line.
  public static let name = "esxtop"
  /// One sentence for `--help`.
  public static let summary = "batch CSV of esxtop -b: the VMs of a host of ESXi"
  /// What ESXi calls active memory.
  public static let proxyNote: String? =
    "used is the hypervisor's active memory (Touched MBytes), a proxy for demand"

  private static let mib = 1_048_576.0
  private static let counters: [String: PDHPlan.Role] = [
    "memory size mbytes": .size, "touched mbytes": .touched,
    "memory granted size mbytes": .granted, "memctl mbytes": .balloon,
    "swapped mbytes": .swapped, "compressed memory mbytes": .compressed,
  ]
  /// Groups of ESXi itself.
  private static let ownGroups: Set<String> = [
    "host", "system", "idle", "helper", "drivers", "ft", "user", "vim", "minfree", "kernel",
  ]

  private static let metrics: [MemoryMetric] = [
    .used, .configured, .active, .assigned, .balloon, .swapped, .compressed,
  ]

  private var table: PDHTable

  /// Whether it starts as such files do and has counters of ESXi.
  public static func recognises(_ start: FileStart) -> Bool {
    PDHStart.isPDH(start) && PDHStart.isEsxtop(start)
  }

  /// Reads the header.
  ///
  /// - Throws: `IngestionError` where the source fails or no VM's memory is in the file.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let path = source.name
    table = try PDHTable(
      source, options: options, format: Self.name, metrics: Self.metrics,
      planner: { (paths) throws(IngestionError) in try Self.plan(paths, path: path) },
      values: Self.values)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? { try table.nextBatch() }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private static func plan(_ paths: [String], path: String) throws(IngestionError) -> PDHPlan {
    var plan = PDHPlan(paths, fallbackHost: "") { counter in
      guard counter.object.lowercased() == "group memory",
        let role = counters[counter.name.lowercased()], let name = vm(counter.instance)
      else { return nil }
      // Groups are told apart by their numbers, on one host and between hosts.
      return ("\(name)\u{0}\(counter.host)/\(counter.instance.prefix { $0 != ":" })", role, mib)
    }
    guard plan.columns.contains(where: { $0.role == .touched }) else {
      throw .missingColumn(
        path: path, line: 1, name: "\\Group Memory(…)\\Touched MBytes",
        why: "it is the demand of a VM; write the file with esxtop -b -a")
    }
    var counts: [Substring: Int] = [:]
    for entity in plan.entities { counts[entity.prefix { $0 != "\u{0}" }, default: 0] += 1 }
    plan.rename { entity in
      let parts = entity.split(separator: "\u{0}")
      return counts[parts[0], default: 0] > 1 ? "\(parts[0]) (\(parts[1]))" : String(parts[0])
    }
    plan.markShared(Set(counts.filter { $0.value > 1 }.map { String($0.key) }))
    return plan
  }

  /// The VM of an instance `12345:web-1`; `nil` for groups of ESXi itself, which are named so or end in a number
  /// (`vpxa.67890`).
  private static func vm(_ instance: String) -> String? {
    guard let colon = instance.firstIndex(of: ":") else { return nil }
    let name = instance[instance.index(after: colon)...]
    guard !name.isEmpty, !ownGroups.contains(name.lowercased()) else { return nil }
    if let dot = name.lastIndex(of: "."), let last = name[name.index(after: dot)...].nilIfEmpty,
      last.allSatisfy(\.isNumber)
    {
      return nil
    }
    return String(name)
  }

  private static func values(_ read: [Double?], into values: inout [MemoryMetric: Int64]) {
    let roles: [(PDHPlan.Role, MemoryMetric)] = [
      (.touched, .used), (.touched, .active), (.size, .configured), (.granted, .assigned),
      (.balloon, .balloon), (.swapped, .swapped), (.compressed, .compressed),
    ]
    // A group without memory is no VM that runs.
    guard let size = read[PDHPlan.Role.size.rawValue] ?? read[PDHPlan.Role.touched.rawValue],
      size > 0
    else { return }
    for (role, metric) in roles {
      if let value = read[role.rawValue] { values[metric] = Int64(value.rounded()) }
    }
  }
}

extension Substring {
  /// `nil` for empty text.
  fileprivate var nilIfEmpty: Substring? { isEmpty ? nil : self }
}
