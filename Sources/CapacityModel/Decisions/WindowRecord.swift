public import HeadroomBasics

/// How many past windows of the horizon's length stayed within a size: what an entity's own past says of it.
public struct WindowRecord: Sendable, Hashable {
  /// The length of each window in days, that of the horizon.
  public let days: Int
  /// Past windows, one beginning each day; at least 2.
  public let windows: Int
  /// Windows in which demand stayed within the size, in `0...windows`.
  public let kept: Int

  /// Counts the windows whose peaks stay within `size`; `nil` with fewer than two windows, which tell nothing.
  ///
  /// - Parameters:
  ///   - peaks: The largest demand of each window in bytes.
  ///   - days: The length of each window.
  package init?(peaks: [Double], within size: ByteCount, days: Int) {
    guard peaks.count > 1 else { return nil }
    self.days = days
    windows = peaks.count
    kept = peaks.count { $0 <= Double(size.bytes) }
  }

  /// Whether far fewer windows stayed within the size than a score promises: by more than five in a hundred.
  ///
  /// - Parameter score: P(demand stays within the size), in [0, 1].
  public func contradicts(_ score: Double) -> Bool {
    Double(kept) / Double(windows) < score - 0.05
  }

  /// `35 of 63 past windows of 28 days stayed within 4 GiB`, without a full stop.
  package func text(for size: ByteCount) -> String {
    "\(kept) of \(windows) past windows of \(PlanText.count(days, "day")) stayed within "
      + PlanText.gibibytes(size)
  }
}
