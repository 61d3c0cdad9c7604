/// One simple way to continue every series of a panel: what the engine back-tests and combines.
protocol Member: Sendable {
  /// The name in explanations.
  var name: String { get }
  /// The least steps a series must have to be continued; shorter ones are left to the first member of a list.
  var neededSteps: Int { get }

  /// Continues every series.
  ///
  /// - Parameters:
  ///   - panel: History up to the origin.
  ///   - horizon: Steps ahead.
  ///   - crossFitted: Whether what was learned from a series' own half of the pool must not be used for it, as in
  ///     back-tests.
  /// - Returns: Working values (logarithms where the panel is logged), shape `[h × N]`.
  func forecast(_ panel: PreparedPanel, horizon: Int, crossFitted: Bool) -> [Double]
}

extension Member {
  var neededSteps: Int { 1 }
}
