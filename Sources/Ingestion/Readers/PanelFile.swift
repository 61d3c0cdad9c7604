public import CapacityModel

/// `panel`: the forecasting world's long CSV, `unique_id,ds,y`, `ds` a step's number or a time.
///
/// Series whose `ds` are numbers are aligned by their ends, each series' own last step being its latest; series with
/// times stand on one calendar. Steps that are missing inside are gaps.
public enum PanelFile: SeriesFile {
  /// The name on the command line.
  public static let name = "panel"
  /// One sentence for `--help`.
  public static let summary = "CSV with unique_id,ds,y; ds a step's number or a time"
  static let header = ["unique_id", "ds", "y"]

  /// The most steps between the first and the last one of a file.
  private static let longest = 4_000_000

  static func check(header names: [String], path: String) throws(IngestionError) {
    guard Set(names) == Set(header), names.count == header.count else {
      throw .badHeader(
        path: path, column: 1, problem: "the columns are \(names.joined(separator: ","))",
        remedy: "a panel has \(header.joined(separator: ","))")
    }
  }

  /// Reads all series; see `SeriesFile`.
  public static func read(_ lines: LineReader, step: Duration) throws(IngestionError) -> Panel {
    let names = try CSVHeader.names(of: lines)
    try check(header: names, path: lines.source.name)
    let places = header.map { names.firstIndex(of: $0) ?? 0 }
    var builder = PanelBuilder(step: step)
    try lines.forEachRow { row throws(IngestionError) in
      guard row.count == names.count else {
        throw row.failure(
          "\(row.count) fields where the header has \(names.count)", "complete the row")
      }
      try builder.add(row, places)
    }
    return try builder.panel(path: lines.source.name, longest: longest)
  }
}

/// Collects the rows of a panel by series.
private struct PanelBuilder {
  let step: Duration
  private var names: [EntityID] = []
  private var numbers: [String: Int] = [:]
  private var latest = ""
  private var latestNumber = 0
  /// For each series step numbers and values, in the order of the file.
  private var steps: [[Int]] = []
  private var values: [[Double?]] = []
  private var countsSteps: Bool?

  init(step: Duration) { self.step = step }

  mutating func add(_ row: SeriesRow, _ places: [Int]) throws(IngestionError) {
    let number = number(of: try row.text(places[0], "unique_id"))
    let at = try stepNumber(row, places[1])
    if let last = steps[number].last, at <= last {
      if steps[number].contains(at) {
        throw row.failure(
          places[1], "ds", "this step of the series stands there twice", "keep one of them")
      }
    }
    steps[number].append(at)
    values[number].append(try row.number(places[2], "y"))
  }

  private mutating func number(of name: String) -> Int {
    if name == latest { return latestNumber }
    let number = numbers[name] ?? names.count
    if number == names.count {
      numbers[name] = number
      names.append(EntityID(name))
      steps.append([])
      values.append([])
    }
    (latest, latestNumber) = (name, number)
    return number
  }

  /// A step's number, or, for times, steps since the epoch.
  private mutating func stepNumber(_ row: SeriesRow, _ place: Int) throws(IngestionError) -> Int {
    let text = try row.text(place, "ds")
    let whole = Int(text)
    let counts = countsSteps ?? (whole.map { $0.magnitude < 100_000_000 } ?? false)
    countsSteps = counts
    if counts {
      guard let whole, whole.magnitude < 100_000_000 else {
        throw row.failure(
          place, "ds", "'\(text)' is no step's number as in the rows before",
          "use one kind in a file")
      }
      return whole
    }
    guard let instant = Timestamp(parsing: text) else {
      throw row.failure(
        place, "ds", "'\(text)' is no time", "write RFC 3339, epoch seconds, or a step's number")
    }
    let (number, rest) = instant.milliseconds.quotientAndRemainder(
      dividingBy: step.wholeMilliseconds)
    // Weeks and months begin on any day: only steps that divide a day must lie on the grid.
    if rest != 0, step.wholeMilliseconds < 86_400_000 {
      throw row.failure(
        place, "ds", "\(instant) is between two steps of \(step.shortText)", "check --frequency")
    }
    return Int(number)
  }

  func panel(path: String, longest: Int) throws(IngestionError) -> Panel {
    let bounds = steps.compactMap { series in series.min().map { ($0, series.max() ?? $0) } }
    guard let first = bounds.map(\.0).min(), let last = bounds.map(\.1).max() else {
      throw .badHeader(
        path: path, column: 1, problem: "no row follows", remedy: "check how the file was written")
    }
    let byEnd = countsSteps == true
    let length = byEnd ? (bounds.map { $0.1 - $0.0 + 1 }.max() ?? 0) : last - first + 1
    guard length <= longest else {
      throw .badHeader(
        path: path, column: 1, problem: "the series span \(length) steps of \(step.shortText)",
        remedy: "check --frequency against ds")
    }
    let start = byEnd ? 0 : Int64(first) * step.wholeMilliseconds
    let calendar = StepCalendar(start: Timestamp(milliseconds: start), step: step, count: length)
    var panel = Panel(entities: names, calendar: calendar)
    for (series, numbers) in steps.enumerated() {
      let offset = byEnd ? length - 1 - bounds[series].1 : -first
      for (number, value) in zip(numbers, values[series]) { panel[number + offset, series] = value }
    }
    return panel
  }
}
