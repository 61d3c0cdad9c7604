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
        "stored \(file): \(count(summary.samplesStored, "new sample")) of \(count(report.entities, "entity")) "
          + "from \(count(report.rows, "row")) (\(count(summary.newEntities, "new entity")))")
    } else {
      lines.append(
        "read \(file): \(count(report.samples, "sample")) of \(count(report.entities, "entity")) in "
          + "\(count(report.rows, "row")); nothing stored (--dry-run)")
    }
    let findings: [(Int, String, String)] = [
      (report.rejectedRows, "row", "rejected"),
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
      lines.append("  \(count(number, noun)) \(what)")
    }
    if let note = outcome.proxyNote { lines.append("  note: \(note)") }
    return lines
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    let plural = noun.hasSuffix("entity") ? String(noun.dropLast()) + "ies" : noun + "s"
    return "\(NumberText.grouped(number)) \(plural)"
  }
}
