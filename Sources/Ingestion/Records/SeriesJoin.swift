internal import CapacityModel
internal import HeadroomBasics

/// Puts together what stands in one file as series of their own: values of one entity at one instant become a row, and
/// total and available memory of one source become demand.
///
/// A source is a set of labels: a difference is taken within one. All values are kept until the file has ended, at most
/// `valueLimit` of them.
final class SeriesJoin {
  /// What a value is.
  enum Part: Hashable {
    /// A metric as it stands, bytes.
    case metric(MemoryMetric)
    /// What the guest sees, bytes; becomes `guest_total`.
    case total
    /// What the guest could still use, bytes; total less available is `used`.
    case available
    /// Swap space, bytes.
    case swapTotal
    /// Free swap space, bytes; the difference is `swapped`.
    case swapFree
    /// Thousandths of a per cent of the total that are used.
    case usedPercent
    /// Thousandths of a per cent of the total that are available.
    case availablePercent

    /// Whether it is a share of the total, not bytes.
    var isShare: Bool { self == .usedPercent || self == .availablePercent }
  }

  /// Values of one file; 24 bytes each.
  static let valueLimit = 1 << 23
  /// Sets of labels of one file.
  static let sourceLimit = 1 << 19
  /// All metrics that rows can have.
  static let metrics = MemoryMetric.allCases.filter(\.isBytes)

  private struct Entry {
    var instant: Int64
    var value: Int64
    var source: UInt32
    var part: UInt8
  }

  private let table: RecordTable
  private var names: [String] = []
  private var numbers: [String: Int] = [:]
  private var entries: [[Entry]] = []
  private var sources: [String: UInt32] = [:]
  private var sourceEntity: [Int] = []
  private var parts: [Part] = []
  private var (count, emitted, lacking) = (0, 0, 0)
  private var hasEnded = false

  /// Starts with nothing; rows go to `table`.
  init(_ table: RecordTable) { self.table = table }

  /// Whether no value was added yet.
  var isEmpty: Bool { count == 0 }

  /// The number of the source with these labels, which is of `entity`.
  ///
  /// - Throws: `IngestionError.malformed` beyond `sourceLimit`.
  func source(_ labels: String, of entity: String) throws(IngestionError) -> Int {
    let key = "\(entity)\n\(labels)"
    if let known = sources[key] { return Int(known) }
    let number = sourceEntity.count
    guard number < Self.sourceLimit else {
      throw .malformed(
        path: table.path, line: 1, column: 1,
        reason: "the file has more than \(Self.sourceLimit) series; split it by entity")
    }
    sources[key] = UInt32(number)
    if numbers[entity] == nil {
      numbers[entity] = names.count
      names.append(entity)
      entries.append([])
    }
    sourceEntity.append(numbers[entity] ?? 0)
    return number
  }

  /// Adds a value: bytes, or thousandths of a per cent.
  ///
  /// - Throws: `IngestionError.malformed` beyond `valueLimit`.
  func add(
    _ value: Int64, _ part: Part, at instant: Int64, to source: Int, _ place: FilePlace
  ) throws(IngestionError) {
    guard count < Self.valueLimit else {
      throw .malformed(
        path: table.path, line: place.line, column: place.column,
        reason: "the file has more than \(Self.valueLimit) values to put together by instant; "
          + "split it by time or by entity")
    }
    count += 1
    let code = parts.firstIndex(of: part) ?? parts.count
    if code == parts.count { parts.append(part) }
    entries[sourceEntity[source]].append(
      Entry(instant: instant, value: value, source: UInt32(source), part: UInt8(code)))
  }

  /// The next rows: all values are read before the first entity's rows are handed over.
  ///
  /// - Parameter readNext: Reads on and adds what it finds; false at the end of the file.
  func nextBatch(
    _ readNext: () throws(IngestionError) -> Bool
  ) throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in
      if hasEnded { return try emitNext() }
      hasEnded = try !readNext()
      return true
    }
  }

  /// Hands the next entity's rows to the table; false after the last.
  ///
  /// - Throws: `IngestionError.malformed` where there is available memory and no size to take it from.
  private func emitNext() throws(IngestionError) -> Bool {
    guard emitted < names.count else {
      if table.isEmpty, lacking > 0 {
        throw .malformed(
          path: table.path, line: 1, column: 1,
          reason:
            "demand is total less available memory, or a share of the total, and the file lacks one "
            + "of the two; ask for both, or give the size with --configured SIZE")
      }
      return false
    }
    var rows = entries[emitted]
    entries[emitted] = []
    rows.sort { ($0.instant, $0.source, $0.part) < ($1.instant, $1.source, $1.part) }
    var start = 0
    while start < rows.count {
      let end = rows[start...].firstIndex { $0.instant != rows[start].instant } ?? rows.count
      try emit(rows[start..<end], of: names[emitted])
      start = end
    }
    emitted += 1
    return true
  }

  /// Hands over the row of one instant, and a second one where values of the same name differ: the store then resolves them as
  /// those of two files, and takes down that they differed.
  private func emit(_ group: ArraySlice<Entry>, of entity: String) throws(IngestionError) {
    var rows = Rows()
    var start = group.startIndex
    while start < group.endIndex {
      let source = group[start].source
      let end = group[start...].firstIndex { $0.source != source } ?? group.endIndex
      var (found, others) = ([Part: Int64](), [Part: Int64]())
      for entry in group[start..<end] {
        let part = parts[Int(entry.part)]
        if let before = found[part], before != entry.value {
          others[part] = entry.value
        } else {
          found[part] = entry.value
        }
      }
      rows.add(derived(found))
      if !others.isEmpty { rows.add(derived(found.merging(others) { $1 })) }
      start = end
    }
    guard !rows.values.isEmpty, let instant = group.first?.instant else { return }
    if rows.values[.configured] == nil, let size = table.options.configured {
      rows.values[.configured] = size.bytes
    }
    if !rows.others.isEmpty { tellClash() }
    for values in [rows.values, rows.others] where !values.isEmpty {
      for (metric, value) in values { table.put(value, metric) }
      try table.accept(entity, at: instant, FilePlace(line: 1, column: 1), original: [])
    }
  }

  /// The values of one entity at one instant: those that count, and others of the same metrics.
  private struct Rows {
    var values: [MemoryMetric: Int64] = [:]
    var others: [MemoryMetric: Int64] = [:]

    mutating func add(_ found: [MemoryMetric: Int64]) {
      for (metric, value) in found {
        guard let before = values[metric], before != value else {
          values[metric] = value
          continue
        }
        let kept = metric.resolved(earlier: before, later: value)
        (values[metric], others[metric]) = (kept, kept == before ? value : before)
      }
    }
  }

  private func tellClash() {
    table.count(
      "# instants have values that differ from others of the same entity and metric, as of two machines under one "
        + "name; the larger demand or the later size was taken, and a plan doubts the entity where they are many. "
        + "Tell the series apart with --entity-template")
  }

  /// The metrics that follow from one source's values of one instant.
  private func derived(_ found: [Part: Int64]) -> [MemoryMetric: Int64] {
    var values: [MemoryMetric: Int64] = [:]
    for case (.metric(let metric), let value) in found { values[metric] = value }
    if let total = found[.total] { values[.guestTotal] = total }
    let size = found[.total] ?? values[.configured] ?? table.options.configured?.bytes
    if values[.used] == nil { values[.used] = used(found, of: size) }
    if let total = found[.swapTotal], let free = found[.swapFree], free <= total {
      values[.swapped] = total - free
    }
    return values
  }

  private func used(_ found: [Part: Int64], of size: Int64?) -> Int64? {
    let parts: [Part] = [.available, .usedPercent, .availablePercent]
    guard let part = parts.first(where: { found[$0] != nil }), let value = found[part] else {
      if found[.total] != nil { tellLacking("total memory without available memory") }
      return nil
    }
    guard let size else {
      tellLacking(
        part == .available ? "available memory without the total" : "a share without the total")
      return nil
    }
    let share = Double(size) / 100_000
    return switch part {
    case .available: table.demand(total: size, available: value)
    case .usedPercent: Int64((share * Double(value)).rounded())
    default: Int64((share * Double(100_000 - value)).rounded())
    }
  }

  private func tellLacking(_ what: String) {
    lacking += 1
    table.count("# instants have \(what); no demand follows from them")
  }
}
