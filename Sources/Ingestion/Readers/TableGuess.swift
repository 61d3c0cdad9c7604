internal import CapacityModel
internal import HeadroomBasics

/// What the columns of a table that no reader knows may be, by their names and first values: a proposal for a person to check.
public struct TableGuess: Sendable, Hashable {
  /// For `--columns`: `entity=host`.
  public private(set) var columns: [String] = []
  /// Further flags and their values: `separator` and `;`.
  public private(set) var flags: [Flag] = []
  /// What the proposal rests on, one sentence each.
  public private(set) var notes: [String] = []

  /// A flag and its value.
  public struct Flag: Sendable, Hashable {
    /// Without its dashes.
    public var name: String
    /// What it says.
    public var value: String
  }

  /// Rows that are looked at.
  private static let rows = 50

  /// Looks at the start of a file; `nil` where it is no table of at least an instant and an amount of memory.
  public init?(_ start: FileStart) {
    guard start.isUTF8, !["{", "[", "<"].contains(start.firstCharacter) else { return nil }
    let header = String(start.header)
    let separators: [Character] = start.declaredSeparator.map { [$0] } ?? [",", ";", "\t", "|"]
    guard
      let separator = separators.max(by: { left, right in
        header.count { $0 == left } < header.count { $0 == right }
      }), header.contains(separator)
    else { return nil }
    let names = HeaderLine.names(in: header, separator: separator)
    var lines = start.lines.drop { $0 != start.header }.dropFirst().prefix(Self.rows)
    if lines.count > 1, !start.isWhole { lines = lines.dropLast() }
    let cells = lines.map { HeaderLine.names(in: String($0), separator: separator) }
      .filter { $0.count == names.count }
    guard !cells.isEmpty, names.count > 1 else { return nil }
    let table = names.indices.map { place in
      Column(name: names[place], place: place, values: cells.map { $0[place] })
    }
    guard let time = table.first(where: \.isTime),
      let used = table.first(where: { $0.place != time.place && $0.gives(Self.usedWords) })
    else { return nil }
    let size = table.first {
      ![time.place, used.place].contains($0.place) && $0.gives(Self.sizeWords)
    }
    let taken = [time.place, used.place] + (size.map { [$0.place] } ?? [])
    let entity =
      table.first { !taken.contains($0.place) && Self.entityWords.contains($0.word) }
      ?? table.first { !taken.contains($0.place) && $0.isText }
    if let entity { columns.append("entity=\(entity.reference)") }
    columns.append("timestamp=\(time.reference)")
    addSizes(used, size)
    addFlags(time, [used] + (size.map { [$0] } ?? []), separator)
    if entity == nil {
      notes.append("no column names machines: the file's name becomes the entity")
    }
  }

  /// Whether a foreign column may be one that every file needs: a name, an instant or an amount of memory.
  static func isWanted(_ name: String) -> Bool {
    let column = Column(name: name, place: 0, values: [])
    return entityWords.contains(column.word) || timeWords.contains(column.word)
      || column.isNamed(usedWords) || column.isNamed(sizeWords)
  }

  private static let entityWords: Set<String> = [
    "host", "hostname", "vm", "vmname", "name", "instance", "node", "server", "pod", "container",
    "machine", "computer", "resource", "entity", "id", "vmid", "device", "target",
  ]
  private static let timeWords: Set<String> = [
    "time", "timestamp", "date", "datetime", "ts", "instant", "when", "zeit", "zeitstempel",
    "clock",
  ]
  private static let usedWords = [
    "used", "usage", "consumed", "demand", "workingset", "working_set", "rss", "memory_use",
    "belegt",
    "mem_use", "memuse", "value", "mem", "memory",
  ]
  private static let sizeWords = [
    "total", "size", "configured", "capacity", "provisioned", "allocated", "limit", "installed",
    "maxmem",
  ]

  /// A column with its first values.
  private struct Column {
    var name: String
    var place: Int
    var values: [String]

    /// The name in small letters without what stands in brackets.
    var word: String {
      let bare = name.prefix { $0 != "(" && $0 != "[" }
      return String(bare).lowercased().filter { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// The name where `--columns` can write it, else the place.
    var reference: String {
      name.isEmpty || name.contains(",") || name.contains("=") || name.hasPrefix("#")
        ? "#\(place + 1)" : name
    }

    private var known: [String] { values.filter { !$0.isEmpty } }

    /// Its values as numbers; empty where one is none.
    var numbers: [Double] {
      let numbers = known.map { Double($0) ?? Double($0.replacing(",", with: ".")) ?? .nan }
      return numbers.contains { !$0.isFinite } ? [] : numbers
    }

    var isText: Bool { numbers.isEmpty && !known.isEmpty }

    /// Whether most values are times, or numbers that count from 1970 under a name of times.
    var isTime: Bool {
      if known.count * 10 > 9 * values.count, known.allSatisfy({ TableGuess.form(of: $0) != nil }) {
        return true
      }
      return TableGuess.timeWords.contains(word) && (numbers.min() ?? 0) >= 1e8
    }

    func isNamed(_ words: [String]) -> Bool {
      let word = word
      return words.contains { word.contains($0) } && !word.contains("cpu") && !word.contains("disk")
    }

    /// Whether it is named so and holds numbers.
    func gives(_ words: [String]) -> Bool { !numbers.isEmpty && isNamed(words) }

    /// The unit that its name says; `nil` where it says none.
    var namedUnit: ColumnMapping.Unit? {
      let name = name.lowercased()
      if name.contains("%") || name.contains("percent") || name.contains("pct") { return .percent }
      let marks: [(ColumnMapping.Unit, [String])] = [
        (.kibibytes, ["kib", "kb", "kbyte"]), (.mebibytes, ["mib", "mb", "mbyte"]),
        (.gibibytes, ["gib", "gb", "gbyte"]), (.bytes, ["bytes", "byte"]),
      ]
      let parts = name.split { !$0.isLetter }.map(String.init)
      return marks.first { $0.1.contains { parts.contains($0) } }?.0
    }

    /// The unit that the magnitude of its values suggests.
    var likelyUnit: ColumnMapping.Unit {
      let most = numbers.max() ?? 0
      if most <= 100 { return .percent }
      return most >= 1e8 ? .bytes : most >= 2e5 ? .kibibytes : .mebibytes
    }
  }

  private mutating func addSizes(_ used: Column, _ size: Column?) {
    for (what, column) in [("used", used), ("configured", size)] {
      guard let column else { continue }
      var unit = column.namedUnit ?? column.likelyUnit
      if what == "configured", unit == .percent { unit = .gibibytes }
      columns.append("\(what)=\(column.reference):\(unit.rawValue)")
      if column.namedUnit == nil {
        notes.append(
          "the unit of '\(column.name)' is guessed from the size of its numbers: check it")
      } else if ["kb", "mb", "gb"].contains(where: { column.name.lowercased().contains($0) }) {
        notes.append("'\(column.name)' is taken in powers of 1,024, as most tools count")
      }
    }
    if size == nil {
      flags.append(Flag(name: "configured", value: "SIZE"))
      notes.append(
        "no column gives sizes: write the machines' size for SIZE, or leave it out where it varies")
    }
  }

  private mutating func addFlags(_ time: Column, _ amounts: [Column], _ separator: Character) {
    if separator == "|" { flags.append(Flag(name: "separator", value: "|")) }
    if separator != ",", amounts.contains(where: { $0.values.contains { $0.contains(",") } }) {
      flags.append(Flag(name: "decimal", value: ","))
    }
    if let most = time.numbers.max() {
      if most >= 1e11 { flags.append(Flag(name: "time-format", value: "%Q")) }
      return
    }
    let forms = time.values.compactMap { Self.form(of: $0) }
    guard var form = forms.first else { return }
    if form.pattern.hasPrefix("%m/"),
      time.values.contains(where: { Int($0.prefix { $0 != "/" }) ?? 0 > 12 })
    {
      form.pattern = "%d/%m" + form.pattern.dropFirst(5)
    } else if form.pattern.hasPrefix("%m/") {
      notes.append(
        "'\(time.values.first ?? "")' is taken month first; write %d/%m where it is day first")
    }
    if !form.isPlain { flags.append(Flag(name: "time-format", value: form.pattern)) }
    if !form.hasZone {
      flags.append(Flag(name: "time-zone", value: "UTC"))
      notes.append(
        "the times name no zone: UTC is assumed; write Europe/Berlin or another where they are local"
      )
    }
  }

  /// How a time is written; `nil` where a text is none.
  private static func form(
    of text: String
  ) -> (pattern: String, isPlain: Bool, hasZone: Bool)? {
    if Timestamp(parsing: text) != nil, !text.allSatisfy({ $0.isASCIIDigit || $0 == "." }) {
      return ("", true, true)
    }
    if text.count > 10, Timestamp(parsing: text + "Z") != nil { return ("", true, false) }
    for date in ["%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y-%m-%d", "%d-%b-%Y"] {
      for clock in [" %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p"] {
        let found = Array(text.utf8).withUnsafeBufferPointer {
          TimeFormat(date + clock)?.time(in: $0)
        }
        if found != nil { return (date + clock, false, false) }
      }
    }
    return nil
  }
}
