/// Families of members that a step length may use beside the anchors, smoothing and the pooled regressions.
///
/// Which of them serve which step length was measured; docs/methods/forecasting.md tells.
enum MemberFamily: Sendable, CaseIterable {
  /// `ThetaMember`.
  case theta
  /// `HoltWintersMembers`.
  case holtWinters
  /// `AutoregressionMembers`.
  case autoregression
  /// `TimeRegressionMembers`.
  case timeRegression
}
