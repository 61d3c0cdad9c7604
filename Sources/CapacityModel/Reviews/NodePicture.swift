/// Demand of one node with what carries it: what stands on top of a page.
public struct NodePicture: Sendable, Hashable {
  /// Whether what is installed carries it.
  public var outlook: NodeOutlook
  /// Demand before and after the origin.
  public var demand: DemandPicture

  /// Creates a picture.
  public init(outlook: NodeOutlook, demand: DemandPicture) {
    (self.outlook, self.demand) = (outlook, demand)
  }
}
