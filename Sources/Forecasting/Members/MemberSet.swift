/// Which members a forecaster combines.
enum MemberSet: Sendable {
  /// All of them.
  case all
  /// One alone, uncombined.
  case only(Single)

  /// A member that is a forecaster of its own.
  enum Single: Sendable {
    /// The last value.
    case naive
    /// The last cycle.
    case seasonalNaive
  }
}
