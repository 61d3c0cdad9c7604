/// How far a wanted size must be from the one held before it is worth a change, as shares of the size held.
public struct DeadBand: Sendable, Hashable {
  /// A raise must be larger than this.
  public var up: Double
  /// A cut must be larger than this.
  public var down: Double

  /// Every difference is worth a change.
  public static let none = DeadBand(up: 0, down: 0)

  /// Creates a band of shares `≥ 0`.
  public init(up: Double, down: Double) {
    precondition(up >= 0 && down >= 0, "a dead band of \(up) and \(down)")
    (self.up, self.down) = (up, down)
  }
}
