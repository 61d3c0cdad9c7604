/// The texts that a store's samples are exported as.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// Long CSV, which `ingest` reads back to the same samples.
  case csv
  /// OpenMetrics 1.0 text, which Prometheus and its relatives read.
  case openmetrics
}
