internal import Application
internal import CapacityModel
internal import HeadroomBasics
internal import Ingestion
internal import SeriesStorage

/// What came of a file, for people.
enum IngestSummaryText {
  /// The acknowledgement, then a line for each thing a user should know.
  static func lines(of outcome: IngestOutcome, file: String) -> [String] {
    let report = outcome.report
    var lines: [String] = []
    if let summary = outcome.summary {
      lines.append(
        "stored \(file): \(QuantityText.count(summary.samplesStored, "new sample", "new samples")) of \(QuantityText.count(report.entities, "entity", "entities")) "
          + "from \(QuantityText.count(report.rows, "row", "rows")) (\(QuantityText.count(summary.newEntities, "new entity", "new entities")))"
      )
    } else {
      lines.append(
        "read \(file): \(QuantityText.count(report.samples, "sample", "samples")) of \(QuantityText.count(report.entities, "entity", "entities")) in "
          + "\(QuantityText.count(report.rows, "row", "rows")); nothing stored (--dry-run)")
    }
    let findings: [(Int, String, String)] = [
      (report.rejectedRows, "row", "rejected"),
      (outcome.summary?.rowsReplaced ?? 0, "row", "of those days taken away first (--replace)"),
      (outcome.summary?.duplicatesEqual ?? 0, "sample", "already stored, equal"),
      (
        outcome.summary?.duplicatesUnequal ?? 0, "sample",
        "unequal to one of the same instant (the larger demand, the later size stayed)"
      ),
      (outcome.summary?.lateSamples ?? 0, "sample", "older than the entity's newest"),
      (report.outOfOrder, "row", "out of time order"),
      (report.usedAboveConfigured, "row", "with used above configured"),
      (report.zeroSizes, "row", "with a configured size of 0"),
    ]
    for (number, noun, what) in findings where number > 0 {
      lines.append("  \(QuantityText.count(number, noun, "\(noun)s")) \(what)")
    }
    lines += remarks(report).map { "  \($0)" }
    if let note = outcome.proxyNote { lines.append("  note: \(note)") }
    return lines
  }

  /// What was left out, taken for no value, or read otherwise than it stands.
  private static func remarks(_ report: IngestReport) -> [String] {
    var remarks: [String] = []
    for (name, count) in report.skippedFields.sorted(by: { $0.key < $1.key }) {
      remarks.append("\(QuantityText.count(count, "field", "fields")) of \(name) left out")
    }
    if !report.lostEntities.isEmpty {
      remarks.append("all rows of \(report.lostEntitiesText) were rejected")
    }
    for kind in IngestReport.Sentinel.allCases {
      guard let count = report.sentinels[kind] else { continue }
      remarks.append(
        "\(QuantityText.count(count, "field that means", "fields that mean")) '\(kind.rawValue)'")
    }
    let counts: [(Int, String, String)] = [
      (report.trimmedNames, "name", "with blanks around, which were taken away"),
      (report.repeatedHeaders, "header", "equal to the one before"),
      (report.changedHeaders, "header", "with other columns than the one before"),
      (report.restarts, "restart", "of the machine"),
      (report.ambiguousTimes, "local time", "that clocks showed twice"),
    ]
    for (number, noun, what) in counts where number > 0 {
      remarks.append("\(QuantityText.count(number, noun, "\(noun)s")) \(what)")
    }
    if let encoding = report.encoding { remarks.append("read from \(encoding.rawValue)") }
    if !report.separators.isEmpty {
      remarks.append("fields between \(report.separators.joined(separator: ", "))")
    }
    return remarks + report.notes
  }
}

/// Finds files of one name in several folders, where the name of the file is all that tells machines apart.
struct MachineFiles {
  private var known: [String: String] = [:]

  /// Takes down a file that was read; what to say where another one was taken for the same machine.
  mutating func clash(of path: String, format: String) -> String? {
    guard SampleReaders.all.first(where: { $0.name == format })?.namesMachinesByFile ?? false else {
      return nil
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let other = known.updateValue(path, forKey: name), other != path else { return nil }
    return
      "\(other) and \(path) were taken for one machine, as a log of \(format) is named after its file alone; "
      + "where they are two, ingest each folder with its own --entity-prefix into a new store"
  }
}
