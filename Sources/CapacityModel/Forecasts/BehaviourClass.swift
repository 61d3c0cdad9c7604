/// How a series behaves; uncertainty is calibrated within a class.
public enum BehaviourClass: String, CaseIterable, Sendable, Codable {
  /// At or near zero nearly all the time.
  case idle
  /// Little movement around one level.
  case flat
  /// Repeats with a calendar period.
  case seasonal
  /// Drifts up or down.
  case growing
  /// Irregular peaks far above the usual level.
  case bursty
}
