/// How the samples of one calendar step become one number.
public enum Aggregation: String, CaseIterable, Sendable, Codable {
  /// The largest.
  case max
  /// The arithmetic mean.
  case mean
  /// The 95th percentile, by linear interpolation between order statistics (Hyndman & Fan 1996, type 7).
  case p95
  /// The latest.
  case last
}
