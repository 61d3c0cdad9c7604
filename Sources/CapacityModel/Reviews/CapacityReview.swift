/// A capacity review: a plan with what it rests on, for those who sign it and those who pay for it.
public struct CapacityReview: Sendable {
  /// The period that is reviewed, in words: `Quarterly`.
  public var title: String
  /// What is to be changed.
  public var plan: ResizePlan
  /// What that is worth.
  public var economics: Economics
  /// Whether what is installed carries the fleet; one node, or more where clusters have hosts of their own.
  public var outlooks: [NodeOutlook]
  /// Demand of each of `outlooks`.
  public var nodes: [DemandPicture]
  /// Demand of the entities that the plan changes or that a person must look at.
  public var entities: [DemandPicture]
  /// The cluster of each entity, where it is known.
  public var clusters: [EntityID: String] = [:]
  /// The forecasts' and policies' record; `nil` where none was made.
  public var backtest: BacktestReport?
  /// One an entity, in the plan's order.
  public var quality: [DataQuality]
  /// What a reader should know beyond the plan's own warnings.
  public var warnings: [String]

  /// Creates a review.
  public init(
    title: String, plan: ResizePlan, economics: Economics, outlooks: [NodeOutlook],
    nodes: [DemandPicture], entities: [DemandPicture], backtest: BacktestReport?,
    quality: [DataQuality], warnings: [String]
  ) {
    precondition(outlooks.count == nodes.count, "\(outlooks.count) outlooks, \(nodes.count) nodes")
    (self.title, self.plan, self.economics) = (title, plan, economics)
    (self.outlooks, self.nodes, self.entities) = (outlooks, nodes, entities)
    (self.backtest, self.quality, self.warnings) = (backtest, quality, warnings)
  }
}
