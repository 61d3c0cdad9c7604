/// Bounds on what a plan may propose, whatever a policy recommends.
public struct Guardrails: Sendable, Hashable, Codable {
  /// Observed days an entity needs before its size is touched.
  public var minimumHistoryDays: Double
  /// Days of the last month in which demand may have been cut off by the size.
  public var maximumCensoredDays: Double
  /// The smallest size proposed, where the inventory names none.
  public var floor: ByteCount
  /// What proposed sizes are multiples of, where the inventory names no step.
  public var sizeStep: ByteCount
  /// The largest size proposed, where the inventory names none.
  public var cap: ByteCount
  /// Whether a size may fall below a peak of the last full month.
  public var allowBelowObservedPeak: Bool
  /// The share of the present size below which a change is not worth a ticket.
  public var deadBand: Double

  /// Creates bounds; the defaults are what a plan uses when nobody says otherwise.
  public init(
    minimumHistoryDays: Double = 14, maximumCensoredDays: Double = 1,
    floor: ByteCount = .mebibytes(512), sizeStep: ByteCount = .mebibytes(256),
    cap: ByteCount = .tebibytes(4), allowBelowObservedPeak: Bool = false, deadBand: Double = 0.05
  ) {
    (self.minimumHistoryDays, self.maximumCensoredDays) = (minimumHistoryDays, maximumCensoredDays)
    (self.floor, self.sizeStep, self.cap) = (floor, sizeStep, cap)
    (self.allowBelowObservedPeak, self.deadBand) = (allowBelowObservedPeak, deadBand)
  }
}
