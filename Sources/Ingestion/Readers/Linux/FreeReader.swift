public import CapacityModel

/// Logs of `free -b`, a time before each block. The entity is the file's name. `docs/formats/free.md` has the rules.
public final class FreeReader: SampleReader {
  /// The name on the command line.
  public static let name = "free"
  /// One sentence for `--help`.
  public static let summary = "logs of free -b, a time before each block; one file a machine"

  /// Whole pages: what every number of bytes of memory is a multiple of, and few numbers of KiB or MiB are.
  private static let page: Int64 = 4096

  private let table: RecordTable
  private let lines: LogLines
  private let entity: String
  private var columns: [Substring] = []
  private var memory: (line: LogLines.Text, time: LogLines.Time)?

  /// Whether one of the first lines is a header of `free`.
  public static func recognises(_ start: FileStart) -> Bool {
    start.lines.prefix(10).contains { isHeader($0.split(whereSeparator: \.isWhitespace)) }
  }

  private static func isHeader(_ words: [Substring]) -> Bool {
    guard let place = words.firstIndex(of: "total") else { return false }
    return words[place...].starts(with: ["total", "used", "free", "shared"])
  }

  /// Makes ready to read; nothing is read yet.
  ///
  /// - Throws: `IngestionError.namelessEntity` for standard input.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    entity = try FileEntity.name(of: scanner.name, format: Self.name)
    table = RecordTable(
      path: scanner.name, format: Self.name, metrics: [.used, .guestTotal, .swapped],
      options: options)
    lines = LogLines(scanner, table)
  }

  /// The next rows.
  public func nextBatch() throws(IngestionError) -> SampleBatch? {
    try table.nextBatch { () throws(IngestionError) in
      try lines.readNext(endBlock: finish, read)
    }
  }

  /// What was seen so far.
  public var report: IngestReport { table.report }

  private func read(_ line: LogLines.Text) throws(IngestionError) {
    let words = line.words
    if Self.isHeader(words.map(\.text)) {
      try finish()
      columns = words.map(\.text)
    } else if words.first?.text == "Mem:" {
      try finish()
      memory = (line, lines.time)
      try readMemory(line, words)
    } else if words.first?.text == "Swap:" {
      try readSwap(words)
    } else if let first = words.first?.text,
      !["Low:", "High:", "Total:", "Comm:", "-/+"].contains(first)
    {
      try table.rejectRow(
        .malformed("the line is none of free; a block has a header, 'Mem:' and 'Swap:'"),
        field: "line", entity: entity, line.place, original: line.bytes)
    }
  }

  private func readMemory(
    _ line: LogLines.Text, _ words: [(text: Substring, place: FilePlace)]
  ) throws(IngestionError) {
    guard let available = columns.firstIndex(of: "available").map({ $0 + 1 }),
      words.count > available
    else {
      return try table.noteRow(
        .malformed(
          "there is no number under 'available', without which demand is not known; procps has it from 3.3.10 on"
        ),
        field: "Mem", line.place)
    }
    let total = try bytes(words[1], "total")
    let free = try bytes(words[available], "available")
    guard let total, let free else { return }
    guard total % Self.page == 0 else {
      return try table.noteRow(
        .malformed(
          "\(words[1].text) bytes are no whole pages, so the unit is another; run free -b"),
        field: "total", words[1].place)
    }
    table.put(total, .guestTotal)
    if free <= total { table.put(total - free, .used) }
  }

  private func readSwap(
    _ words: [(text: Substring, place: FilePlace)]
  ) throws(IngestionError) {
    guard memory != nil, words.count > 2 else { return }
    if let used = try bytes(words[2], "used swap") { table.put(used, .swapped) }
  }

  private func bytes(
    _ word: (text: Substring, place: FilePlace), _ field: String
  ) throws(IngestionError) -> Int64? {
    if let last = word.text.last, last.isLetter, !["n", "N", "f"].contains(last) {
      try table.noteRow(
        .malformed("'\(FieldCursor.excerpt(word.text.utf8))' is rounded for people; run free -b"),
        field: field, word.place)
      return nil
    }
    return try table.bytes(Array(word.text.utf8), field: field, word.place)
  }

  private func finish() throws(IngestionError) {
    guard let memory else { return }
    self.memory = nil
    try lines.accept(
      entity, at: memory.time, memory.line.place, original: memory.line.bytes, command: "free -b")
  }
}
