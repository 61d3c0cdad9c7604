import CapacityModel

/// What other fleets teach about forecasting: sums of the pooled regressions and boosted quantile trees.
///
/// The sums are added to a fleet's own, as if so many windows more had been seen; the trees are what the fleet's own trees
/// begin from. A fleet too small to learn from has them alone.
public struct PretrainedForecaster: Sendable {
  /// Where it comes from, in words: data, dates, settings.
  public let recipe: String
  private let parts: [StepKind: Part]

  /// What was learnt at one kind of step.
  struct Part: Sendable {
    /// Of the contexts that were short enough to ship, shortest first.
    var sums: [WindowSums]
    /// The edges that the trees ask about.
    var bins: FeatureBins
    var trees: BoostedQuantiles
  }

  /// The names of the steps it knows: minutes, hours, days, weeks.
  public var steps: [String] {
    StepKind.allCases.filter { parts[$0] != nil }.map { "\($0)" }
  }

  init(recipe: String, parts: [StepKind: Part]) { (self.recipe, self.parts) = (recipe, parts) }

  /// What is known of a kind of step; `nil` for nothing.
  func part(_ kind: StepKind) -> Part? { parts[kind] }
}
