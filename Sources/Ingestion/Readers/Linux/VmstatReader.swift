public import CapacityModel
internal import HeadroomBasics

/// Logs of `vmstat -t` (with `-w` or without). The entity is the file's name, and its size must be given: vmstat does not
/// print it. `docs/formats/vmstat.md` has the rules.
public final class VmstatReader: SampleReader {
  /// The name on the command line.
  public static let name = "vmstat"
  /// One file a machine.
  public static let namesMachinesByFile = true
  /// One sentence for `--help`.
  public static let summary = "logs of vmstat -t; one file a machine, with --configured SIZE"
  /// What vmstat leaves out of its numbers.
  public static let proxyNote: String? =
    "used is the size less free, buffered and cached memory, a proxy for demand: shared memory counts as cache"

  private let table: RecordTable
  private let scanner: LineScanner
  private let entity: String
  private let size: Int64
  private var columns: [Substring] = []
  private var isUTC = false
  private var isFirst = true
  /// The most that was free, buffered and cached at once, bytes.
  private var mostIdle: Int64 = 0
  private var rows = 0

  /// Whether one of the first lines is a header of vmstat.
  public static func recognises(_ start: FileStart) -> Bool {
    start.lines.prefix(5).contains { line in
      isTitle(line) || isHeader(line.split(separator: " "))
    }
  }

  /// Whether it is the line above the header.
  private static func isTitle(_ line: Substring) -> Bool {
    line.contains("procs") && line.contains("-memory-")
  }

  private static func isHeader(_ words: [Substring]) -> Bool {
    words.starts(with: ["r", "b"]) && words.contains("swpd") && words.contains("free")
  }

  /// Makes ready to read; nothing is read yet.
  ///
  /// - Throws: `IngestionError.namelessEntity` for standard input; `.malformed` where no size is given.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    scanner = LineScanner(source)
    entity = try FileEntity.name(of: scanner.name, format: Self.name)
    guard let configured = options.configured, (1..<1 << 60).contains(configured.bytes) else {
      throw .malformed(
        path: scanner.name, line: 1, column: 1,
        reason: "vmstat prints no total, so give the size of the machine: --configured SIZE")
    }
    size = configured.bytes
    table = RecordTable(
      path: scanner.name, format: Self.name, metrics: [.used, .configured, .swapped],
      options: options)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in try readLine() }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func readLine() throws(IngestionError) -> Bool {
    let bytes: UnsafeBufferPointer<UInt8>
    do throws(IngestionError) {
      guard let next = try scanner.next() else {
        try checkUnit()
        return false
      }
      bytes = next
    } catch {
      guard error.isRowFault else { throw error }
      try table.rejectRow(
        error, entity: entity, FilePlace(line: scanner.lineNumber, column: 1), original: [])
      return true
    }
    if isFirst {
      isFirst = false
      table.report { $0.encoding = scanner.foreignEncoding }
    }
    let line = LogLines.Text(
      text: String(decoding: bytes, as: UTF8.self)[...],
      place: FilePlace(line: scanner.lineNumber, column: 1))
    let words = line.words
    if words.isEmpty || Self.isTitle(line.text) { return true }
    if let fault = CollectorFault.reason(line.text) {
      table.passOver(fault, line.place, original: line.bytes)
      return true
    }
    // A time of day with its seconds shows that the row is whole.
    if scanner.isCut, words.last?.text.utf8.count != 8 || words.count != columns.count + 1 {
      table.passOver(.cutLine, line.place, original: line.bytes)
      return true
    }
    if Self.isHeader(words.map(\.text)) {
      columns = words.map(\.text)
      isUTC = ["UTC", "GMT"].contains(words.last?.text)
    } else {
      try read(line, words)
    }
    return true
  }

  private func read(
    _ line: LogLines.Text, _ words: [(text: Substring, place: FilePlace)]
  ) throws(IngestionError) {
    // The time is one column of the header and two words of the row.
    let hasTime = columns.last.map { $0.allSatisfy { $0.isUppercase || !$0.isLetter } } ?? false
    guard hasTime, words.count == columns.count + 1 else {
      return try table.rejectRow(
        .malformed(
          columns.isEmpty || hasTime
            ? "the line is no row of vmstat -t, which has a time at its end"
            : "the rows have no times; run vmstat -t"),
        field: "line", entity: entity, line.place, original: line.bytes)
    }
    func kib(_ name: Substring) throws(IngestionError) -> Int64? {
      guard let index = columns.firstIndex(of: name) else { return nil }
      return try table.bytes(
        Array(words[index].text.utf8), shift: 10, field: String(name), words[index].place)
    }
    if let free = try kib("free"), let buffers = try kib("buff"), let cache = try kib("cache") {
      // Each is at most the size where the sum may be.
      let idle = max(free, buffers, cache) > size ? Int64.max : free + buffers + cache
      if idle > size {
        try table.noteRow(
          .malformed(
            "more memory is free, buffered and cached than --configured gives; vmstat must count in KiB, "
              + "without -S"),
          field: "free", line.place)
      } else {
        mostIdle = max(mostIdle, idle)
        rows += 1
        table.put(size - idle, .used)
        table.put(size, .configured)
      }
    } else if !columns.contains("buff") {
      try table.noteRow(
        .malformed("there are no columns buff and cache; run vmstat without -a"), field: "line",
        line.place)
    }
    if let swapped = try kib("swpd") { table.put(swapped, .swapped) }
    let time = "\(words[words.count - 2].text)T\(words[words.count - 1].text)\(isUTC ? "Z" : "")"
    let instant = try table.instant(
      Array(time.utf8), field: "timestamp", words[words.count - 2].place)
    try table.accept(entity, at: instant, line.place, original: line.bytes)
  }

  /// Refuses a file whose machine never had even a 512th of its size idle: the numbers are in a larger unit.
  private func checkUnit() throws(IngestionError) {
    guard rows > 0, mostIdle < size / 512 else { return }
    throw .malformed(
      path: scanner.name, line: 1, column: 1,
      reason:
        "at most \(ByteCount(mostIdle)) of \(ByteCount(size)) were free, buffered and cached, as if the "
        + "numbers were MiB; run vmstat without -S")
  }
}
