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
    if let note = outcome.proxyNote { lines.append("  note: \(note)") }
    return lines
  }
}
