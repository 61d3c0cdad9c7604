internal import Application
internal import HeadroomBasics
internal import Ingestion

/// What `headroom ingest --detect` says of a file.
enum DetectionText {
  /// One line for each thing that was found, then doubts and the command that reads the file.
  ///
  /// - Parameters:
  ///   - detection: What was found.
  ///   - options: Flags that were given and belong to the command.
  static func lines(of detection: IngestDetection, options: [String]) -> [String] {
    var lines = [detection.file]
    func add(_ name: String, _ value: String) {
      lines.append("  \((name + ":").padding(to: 11)) \(value)")
    }
    if let report = detection.report { add("format", report.format) }
    let packed = detection.compression.map { ", packed as \($0.rawValue)" } ?? ""
    if let encoding = detection.encoding { add("encoding", encoding.rawValue + packed) }
    if let report = detection.report {
      if !report.separators.isEmpty {
        add("separator", report.separators.map { $0 == "tab" ? $0 : "'\($0)'" }.joined())
      }
      if !report.columns.isEmpty { add("columns", report.columns.joined(separator: ", ")) }
      addContents(report, detection, add)
    }
    for doubt in doubts(detection) { add("doubt", doubt) }
    if let refusal = detection.refusal { add("refused", refusal) }
    if let guess = detection.guess {
      addGuess(guess, detection, options, add)
    } else if let report = detection.report {
      let skip = detection.refusal == nil ? [] : ["--on-error skip"]
      let words =
        [
          "headroom ingest", detection.file == "<stdin>" ? "-" : Shell.quoted(detection.file),
          "--input-format \(report.format)",
        ] + options
        + skip
      add("command", words.joined(separator: " "))
    }
    return lines
  }

  /// A proposal for a table of one's own.
  private static func addGuess(
    _ guess: TableGuess, _ detection: IngestDetection, _ options: [String],
    _ add: (String, String) -> Void
  ) {
    add("guess", "a table of your own: \(guess.columns.joined(separator: ", "))")
    for note in guess.notes { add("check", note) }
    let words =
      [
        "headroom ingest", detection.file == "<stdin>" ? "-" : Shell.quoted(detection.file),
        "--columns \(Shell.quoted(guess.columns.joined(separator: ",")))",
      ] + guess.flags.map { "--\($0.name) \(Shell.quoted($0.value))" } + options
    add("command", words.joined(separator: " "))
  }

  private static func addContents(
    _ report: IngestReport, _ detection: IngestDetection, _ add: (String, String) -> Void
  ) {
    let more = report.entities - detection.entities.count
    add(
      "entities",
      "\(report.entities) (\(detection.entities.joined(separator: ", "))\(more > 0 ? ", …" : ""))")
    add("rows", "\(report.rows) with \(report.samples) samples")
    if let first = report.first, let last = report.last { add("span", "\(first) to \(last)") }
    if let step = detection.step { add("step", step.shortText) }
  }

  private static func doubts(_ detection: IngestDetection) -> [String] {
    guard let report = detection.report else { return [] }
    return report.findings + (detection.proxyNote.map { [$0] } ?? [])
  }
}

extension String {
  /// The text with blanks behind it, `width` characters at least.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
