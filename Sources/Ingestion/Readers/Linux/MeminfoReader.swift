public import CapacityModel

/// Logs of `/proc/meminfo`, a time before each copy. The entity is the file's name. `docs/formats/meminfo.md` has the
/// rules.
public final class MeminfoReader: SampleReader {
  /// The name on the command line.
  public static let name = "meminfo"
  /// One file a machine.
  public static let namesMachinesByFile = true
  /// One sentence for `--help`.
  public static let summary = "logs of /proc/meminfo, a time before each copy; one file a machine"

  private let table: RecordTable
  private let lines: LogLines
  private let entity: String
  private var block: Block?

  /// One copy.
  private struct Block {
    var start: LogLines.Text
    var time: LogLines.Time
    /// KiB, by the field's name.
    var fields: [Substring: (text: [UInt8], place: FilePlace)] = [:]
  }

  private static let wanted: Set<Substring> = [
    "MemTotal", "MemAvailable", "SwapTotal", "SwapFree", "Zswapped", "Balloon",
  ]

  /// Whether `MemTotal:` stands in one of the first lines.
  public static func recognises(_ start: FileStart) -> Bool {
    start.lines.prefix(10).contains { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let place = words.firstIndex(of: "MemTotal:") else { return false }
      return words[place...].count == 3 && words.last == "kB"
    }
  }

  /// Makes ready to read; nothing is read yet.
  ///
  /// - Throws: `IngestionError.namelessEntity` for standard input.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    entity = try FileEntity.name(of: scanner.name, format: Self.name)
    table = RecordTable(
      path: scanner.name, format: Self.name,
      metrics: [.used, .guestTotal, .swapped, .compressed, .balloon], options: options)
    lines = LogLines(scanner, table)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in
      try lines.readNext(endBlock: finishBlock, read)
    }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func read(_ line: LogLines.Text) throws(IngestionError) {
    let words = line.words
    if lines.isCut, words.first?.text.hasSuffix(":") == false {
      block = nil
      return table.passOver(.cutLine, line.place, original: line.bytes)
    }
    guard let first = words.first, first.text.hasSuffix(":") else {
      return try table.rejectRow(
        .malformed("the line is none of /proc/meminfo, such as 'MemTotal: 24683652 kB'"),
        field: "line", entity: entity, line.place, original: line.bytes)
    }
    if lines.isCut, !line.text.hasSuffix(" kB") {
      // The copy that it belongs to is not whole either.
      block = nil
      return table.passOver(.cutLine, line.place, original: line.bytes)
    }
    let name = first.text.dropLast()
    if name == "MemTotal" { try finishBlock() }
    if block == nil { block = Block(start: line, time: lines.time) }
    guard Self.wanted.contains(name) else { return }
    let text = words.count == 3 && words[2].text == "kB" ? words[1].text : line.text
    block?.fields[name] = (Array(text.utf8), words.count > 1 ? words[1].place : first.place)
  }

  private func finishBlock() throws(IngestionError) {
    guard let block else { return }
    self.block = nil
    func kib(_ name: Substring) throws(IngestionError) -> Int64? {
      guard let field = block.fields[name] else { return nil }
      return try table.bytes(field.text, shift: 10, field: String(name), field.place)
    }
    let (total, available) = (try kib("MemTotal"), try kib("MemAvailable"))
    if let total { table.put(total, .guestTotal) }
    if let total, let available,
      let used = table.demand(total: total, available: available)
    {
      table.put(used, .used)
    }
    if block.fields["MemAvailable"] == nil {
      try table.note(
        .malformed(
          "there is no MemAvailable in this copy, without which demand is not known; Linux has it from 3.14 on"
        ),
        field: "MemAvailable", block.start.place)
    }
    if let all = try kib("SwapTotal"), let free = try kib("SwapFree"), free <= all {
      table.put(all - free, .swapped)
    }
    if let zipped = try kib("Zswapped") { table.put(zipped, .compressed) }
    if let balloon = try kib("Balloon") { table.put(balloon, .balloon) }
    try lines.accept(
      entity, at: block.time, block.start.place, original: block.start.bytes,
      command: "cat /proc/meminfo")
  }
}

/// Entities that are named after their files.
enum FileEntity {
  /// The file's name without its endings.
  ///
  /// - Throws: `IngestionError.namelessEntity` for standard input.
  static func name(of path: String, format: String) throws(IngestionError) -> String {
    if path == "<stdin>" { throw .namelessEntity(path: path, format: format) }
    return GWAReader.entityName(of: path)
  }
}
