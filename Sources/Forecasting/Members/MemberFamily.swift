/// Families of members that a step length may use beside the anchors, smoothing and the pooled regressions.
///
/// Which of them serve which step length was measured; docs/methods/forecasting.md tells.
enum MemberFamily: Sendable, CaseIterable {
  /// The theta method on a deseasonalised history (`ThetaMember`).
  case theta
  /// Smoothing of level, trend and season (`HoltWintersMembers`).
  case holtWinters
  /// Autoregressions of each series alone (`AutoregressionMembers`).
  case autoregression
  /// Regressions on time and seasons (`TimeRegressionMembers`).
  case timeRegression
}
