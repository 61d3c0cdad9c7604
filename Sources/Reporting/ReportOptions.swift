public import CapacityModel
public import HeadroomBasics

/// How to write, decided by the caller: a report never asks the terminal or the environment.
public struct ReportOptions: Sendable {
  /// Columns of the terminal that tables must fit into.
  public var width: Int
  /// Whether escape sequences for colour may be written.
  public var color: Bool
  /// Whether entities that stay as they are get a row each.
  public var allItems: Bool
  /// Whether JSON is indented.
  public var prettyPrinted: Bool
  /// Demand of entities up to now, bytes, a few values each, drawn beside an item against its present size
  /// where the format can; empty for none.
  public var past: [EntityID: [Double?]] = [:]
  /// How long lists become text; the bytes do not depend on it.
  public var loop = ParallelLoop.serial
  /// Demand of entities before and after the origin, drawn with their items where the format can; empty for none.
  public var pictures: [EntityID: DemandPicture] = [:]
  /// Demand of a plan's fleet, drawn on top of it where the format can; `nil` where it is not known.
  public var fleet: NodePicture?
  /// The cluster of each entity, where it is known.
  public var clusters: [EntityID: String] = [:]
  /// What memory costs: a plan's costs are stated with this price and currency; without a price with those of the plan.
  public var prices = MemoryPrices()
  /// Where a plan is in its life, one sentence; `nil` where that is not known.
  public var standing: String?

  /// The fewest columns that a table can be read in.
  public static let leastWidth = 40

  /// Creates options; the defaults are those of files and pipes.
  ///
  /// - Parameter width: Columns, at least `leastWidth`.
  public init(
    width: Int = 100, color: Bool = false, allItems: Bool = false, prettyPrinted: Bool = true
  ) {
    precondition(width >= Self.leastWidth, "a table cannot be read in \(width) columns")
    (self.width, self.color) = (width, color)
    (self.allItems, self.prettyPrinted) = (allItems, prettyPrinted)
  }
}
