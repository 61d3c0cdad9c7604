/// The lines of a log whose blocks, or whose lines, have their times before them.
final class LogLines {
  /// What a line is.
  enum Line {
    /// A time; the block that it begins follows.
    case time
    /// Anything else, without the time before it.
    case text(Text)
  }

  /// A line, and where it stands.
  struct Text {
    var text: Substring
    var place: FilePlace

    /// As it stands in the file, without the time before it.
    var bytes: [UInt8] { Array(text.utf8) }

    /// Its words, and where they stand.
    var words: [(text: Substring, place: FilePlace)] {
      text.split(whereSeparator: \.isWhitespace).map { word in
        let offset = text.utf8.distance(from: text.startIndex, to: word.startIndex)
        return (word, FilePlace(line: place.line, column: place.column + offset))
      }
    }
  }

  /// The time that was read last.
  enum Time {
    case missing
    case known(Int64)
    case faulty(FieldFault, FilePlace)
  }

  /// The time above or before the line that was read last.
  private(set) var time = Time.missing

  /// Whether the line that was read last ends with the file and has no line end: it may be cut.
  var isCut: Bool { scanner.isCut }

  private let scanner: LineScanner
  private let table: RecordTable
  private var isFirst = true

  /// Starts at the source's beginning.
  init(_ scanner: LineScanner, _ table: RecordTable) {
    (self.scanner, self.table) = (scanner, table)
  }

  /// The next line that is not blank; `nil` after the last.
  func next() throws(IngestionError) -> Line? {
    while let text = try nextText() {
      if let time = LogTime.whole(text.text) {
        read(time, text.place)
        return .time
      }
      var line = text
      if let (time, rest) = LogTime.leading(text.text) {
        read(time, text.place)
        if rest.allSatisfy(\.isWhitespace) { continue }
        let column = text.text.utf8.distance(from: text.text.startIndex, to: rest.startIndex) + 1
        line = Text(text: rest, place: FilePlace(line: text.place.line, column: column))
      }
      if let fault = CollectorFault.reason(line.text) {
        table.passOver(fault, text.place, original: text.bytes)
        continue
      }
      return .text(line)
    }
    return nil
  }

  /// Reads one line of a log of blocks; false after the last.
  ///
  /// - Parameters:
  ///   - endBlock: Ends the block under way: a time begins another, and so does the end of the file.
  ///   - read: Takes in any other line.
  func readNext(
    endBlock: () throws(IngestionError) -> Void, _ read: (Text) throws(IngestionError) -> Void
  ) throws(IngestionError) -> Bool {
    switch try next() {
    case nil:
      try endBlock()
      return false
    case .time: try endBlock()
    case .text(let line): try read(line)
    }
    return true
  }

  private func nextText() throws(IngestionError) -> Text? {
    while true {
      do throws(IngestionError) {
        guard let bytes = try scanner.next() else { return nil }
        if isFirst {
          isFirst = false
          table.report { $0.encoding = scanner.foreignEncoding }
        }
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        let place = FilePlace(line: scanner.lineNumber, column: 1)
        if let text = String(validating: bytes, as: UTF8.self) {
          return Text(text: text[...], place: place)
        }
        try table.rejectRow(
          .notUTF8(FieldCursor.excerpt(bytes)), field: "line", entity: nil, place,
          original: Array(bytes))
      } catch {
        guard error.isRowFault, case .lineTooLong = error else { throw error }
        try table.rejectRow(
          error, entity: nil, FilePlace(line: scanner.lineNumber, column: 1), original: [])
      }
    }
  }

  private func read(_ text: String, _ place: FilePlace) {
    do throws(FieldFaultError) { time = .known(try table.time(Array(text.utf8))) } catch {
      time = .faulty(error.fault, place)
    }
  }

  /// Ends the row under way at `time`.
  ///
  /// - Parameters:
  ///   - command: What writes such a log, for the message where no time stands before the row.
  /// - Throws: `IngestionError.malformed` where no time is known, and as `RecordTable.accept`.
  func accept(
    _ entity: String?, at time: Time, _ place: FilePlace, original: [UInt8], command: String
  ) throws(IngestionError) {
    switch time {
    case .missing:
      throw .malformed(
        path: table.path, line: place.line, column: place.column,
        reason: "no time stands above this block; write one before each: "
          + "while sleep 60; do date -u +%FT%TZ; \(command); done")
    case .known(let instant): try table.accept(entity, at: instant, place, original: original)
    case .faulty(let fault, let origin):
      try table.noteRow(fault, field: "time", origin)
      try table.accept(entity, at: nil, place, original: original)
    }
  }
}
