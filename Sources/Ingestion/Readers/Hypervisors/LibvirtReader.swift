public import CapacityModel

/// Logs of `virsh domstats --balloon` and of `virsh dommemstat`, a time before each block. `docs/formats/libvirt.md` has
/// the rules.
public final class LibvirtReader: SampleReader {
  /// The name on the command line.
  public static let name = "libvirt"
  /// One sentence for `--help`.
  public static let summary =
    "logs of virsh domstats --balloon and dommemstat, a time before each block"

  /// What a guest says of itself counts as old after so many milliseconds.
  private static let staleAfter: Int64 = 300_000
  /// What virsh prints for a number that is not known, in bytes and in KiB.
  private static let unknown: Set<String> = ["18446744073709551615", "18014398509481983"]

  private static let wanted: Set<String> = [
    "actual", "current", "maximum", "available", "usable", "unused", "last-update",
  ]

  /// The numbers of one domain at one time.
  private struct Block {
    var entity: String?
    var start: LogLines.Text
    var time: LogLines.Time
    /// KiB, or seconds for `last-update`.
    var fields: [String: (text: [UInt8], place: FilePlace)] = [:]
  }

  private let table: RecordTable
  private let lines: LogLines
  private var block: Block?

  /// Whether one of the first lines names a balloon's number as `domstats` or `dommemstat` does.
  public static func recognises(_ start: FileStart) -> Bool {
    let lines = start.lines.prefix(20)
    let isDomain = lines.contains { $0.contains("Domain:") }
    return isDomain && lines.contains { $0.contains("balloon.") }
      || lines.contains { line in
        let words = line.split(whereSeparator: \.isWhitespace).suffix(2)
        return words.count == 2 && words.first == "actual" && Int64(words.last ?? "") != nil
      }
  }

  /// Makes ready to read; nothing is read yet.
  public init(source: ByteSource, options: ReaderOptions) throws(IngestionError) {
    let scanner = LineScanner(source)
    table = RecordTable(
      path: scanner.name, format: Self.name, metrics: [.used, .configured, .guestTotal, .assigned],
      options: options)
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
    if lines.isCut {
      if words[0].text == "Domain:" { try finishBlock() }
      // The numbers of its domain may not be whole, either.
      block = nil
      return table.passOver(.cutLine, line.place, original: line.bytes)
    }
    if words[0].text == "Domain:" {
      try finishBlock()
      let rest = line.text[words[0].text.endIndex...].drop(while: \.isWhitespace)
      var name = String(rest)
      while name.last?.isWhitespace == true { name.removeLast() }
      if name.count >= 2, name.first == "'", name.last == "'" {
        name = String(name.dropFirst().dropLast())
      }
      block = Block(entity: name, start: line, time: lines.time)
      return
    }
    // `balloon.current=1048576`, or `actual 1048576`.
    if words.count == 1, let sign = words[0].text.firstIndex(of: "=") {
      guard block != nil else {
        return try refuse(line, "the number stands before the name of its domain ('Domain: …')")
      }
      let (name, value) = (words[0].text[..<sign], words[0].text[sign...].dropFirst())
      if name.hasPrefix("balloon.") { set(String(name.dropFirst(8)), value, words[0].place) }
    } else if words.count == 2, words[1].text.allSatisfy(\.isASCIIDigit) {
      let name = String(words[0].text.map { $0 == "_" ? "-" : $0 })
      if name == "actual" || block?.fields[name] != nil { try finishBlock() }
      if block == nil { block = Block(start: line, time: lines.time) }
      set(name, words[1].text, words[1].place)
    } else {
      try refuse(line, "the line is none of virsh domstats --balloon or dommemstat")
    }
  }

  private func set(_ name: String, _ value: Substring, _ place: FilePlace) {
    if Self.unknown.contains(String(value)) {
      return table.report { $0.sentinels[.noValue, default: 0] += 1 }
    }
    if Self.wanted.contains(name) { block?.fields[name] = (Array(value.utf8), place) }
  }

  private func refuse(_ line: LogLines.Text, _ reason: String) throws(IngestionError) {
    try table.rejectRow(
      .malformed(reason), field: "line", entity: block?.entity, line.place, original: line.bytes)
  }

  private func finishBlock() throws(IngestionError) {
    guard let block else { return }
    self.block = nil
    let fields = block.fields
    // A domain that is switched off has no numbers, or only its sizes.
    guard !fields.isEmpty else { return table.count("# blocks have no numbers of a balloon") }
    func kib(_ name: String) throws(IngestionError) -> Int64? {
      guard let field = fields[name] else { return nil }
      return try table.bytes(field.text, shift: 10, field: name, field.place)
    }
    if let maximum = try kib("maximum") { table.put(maximum, .configured) }
    if let current = try kib(fields["current"] == nil ? "actual" : "current") {
      table.put(current, .assigned)
    }
    let (total, usable, unused) = (try kib("available"), try kib("usable"), try kib("unused"))
    if isFresh(block) {
      if let total { table.put(total, .guestTotal) }
      if let total, let free = usable ?? unused,
        let used = table.demand(total: total, available: free)
      {
        table.put(used, .used)
        if usable == nil {
          table.count(
            "# rows have no 'usable', so used is available less unused, a proxy for demand: it has the "
              + "guest's page cache in it")
        }
      }
    }
    let entity: String
    if let name = block.entity {
      entity = name
    } else {
      entity = try FileEntity.name(of: table.path, format: Self.name)
    }
    let command = block.entity == nil ? "virsh dommemstat NAME" : "virsh domstats --balloon"
    try lines.accept(
      entity, at: block.time, block.start.place, original: block.start.bytes, command: command)
  }

  /// Whether the guest's numbers were taken when the block was: once its driver is gone or its period is 0, they stand
  /// still for ever.
  private func isFresh(_ block: Block) -> Bool {
    guard case .known(let instant) = block.time, let text = block.fields["last-update"]?.text,
      let update = Int64(String(decoding: text, as: UTF8.self)), update < 1 << 40
    else { return true }
    if instant - update * 1000 <= Self.staleAfter { return true }
    table.count(
      "# rows have numbers of the guest that are more than 5 minutes old and were left out; let the host ask "
        + "for them: virsh dommemstat NAME --period 10 --live, with the balloon driver in the guest"
    )
    return false
  }
}
