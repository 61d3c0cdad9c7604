public import CapacityModel

/// Logs of `free -b`, a time before each block. The entity is the file's name. `docs/formats/free.md` has the rules.
public final class FreeReader: SampleReader {
  /// The name on the command line.
  public static let name = "free"
  /// One file a machine.
  public static let namesMachinesByFile = true
  /// One sentence for `--help`.
  public static let summary = "logs of free -b, a time before each block; one file a machine"

  /// Whole pages: what every number of bytes of memory is a multiple of, and few numbers of KiB or MiB are.
  private static let page: Int64 = 4096

  private let table: RecordTable
  private let lines: LogLines
  private let entity: String
  private var columns: [Substring] = []
  private var memory: (line: LogLines.Text, time: LogLines.Time)?

  /// No machine has less, bytes.
  private static let least: Int64 = 16 << 20

  /// Whether one of the first lines is a header of `free`, in English or in another language.
  public static func recognises(_ start: FileStart) -> Bool {
    let lines = start.lines.prefix(10).map { $0.split(whereSeparator: \.isWhitespace) }
    return lines.contains { isHeader($0) } || translatedHeader(lines) != nil
  }

  /// The header above lines of numbers as `free` prints them, where its words are of another language.
  private static func translatedHeader(_ lines: [[Substring]]) -> [Substring]? {
    guard lines.contains(where: { $0.first == "Swap:" && $0.count == 4 }),
      let memory = lines.firstIndex(where: { $0.first != "Swap:" && isRow($0) }), memory > 0,
      isForeignHeader(lines[memory - 1])
    else { return nil }
    return lines[memory - 1]
  }

  /// Whether a line is that of memory: a name, a colon and at least five numbers.
  private static func isRow(_ words: [Substring]) -> Bool {
    words.count >= 6 && words[0].hasSuffix(":")
      && words.dropFirst().allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
  }

  private static func isForeignHeader(_ words: [Substring]) -> Bool {
    words.count >= 5 && !isHeader(words) && words.allSatisfy { !$0.hasSuffix(":") }
      && words.allSatisfy { $0.contains(where: \.isLetter) && !$0.contains(where: \.isNumber) }
  }

  private static func isHeader(_ words: [Substring]) -> Bool {
    guard let place = words.firstIndex(of: "total") else { return false }
    return words[place...].starts(with: ["total", "used", "free", "shared"])
  }

  /// Makes ready to read; nothing is read yet.
  ///
  /// - Throws: `IngestionError.namelessEntity` for standard input, `.malformed` where the header is of another language.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let start = try source.peekStart().lines.prefix(10).map {
      $0.split(whereSeparator: \.isWhitespace)
    }
    if let header = Self.translatedHeader(start) {
      throw .malformed(
        path: source.name, line: 1, column: 1,
        reason:
          "free printed its header in the language of its shell ('\(header[0])' for 'total'); run LC_ALL=C free -b"
      )
    }
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
      if lines.isCut { return table.passOver(.cutLine, line.place, original: line.bytes) }
      memory = (line, lines.time)
      try readMemory(line, words)
    } else if words.first?.text == "Swap:" {
      // Of a line that is cut behind it, the number that is wanted is whole.
      if lines.isCut, words.count < 4 {
        return table.passOver(.cutLine, line.place, original: line.bytes)
      }
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
    guard total % Self.page == 0, total >= Self.least else {
      let unit = total < Self.least / 16 ? "MiB, as of free -m" : "KiB, as of free without -b"
      return try table.noteRow(
        .malformed(
          "\(words[1].text) bytes of total memory are none that a machine has: the numbers look like \(unit); run free -b"
        ),
        field: "total", words[1].place)
    }
    table.put(total, .guestTotal)
    if let used = table.demand(total: total, available: free) { table.put(used, .used) }
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
