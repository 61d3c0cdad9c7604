/// The days on which sizes are decided: every `window`-th from the first.
public struct DecisionDays: Sendable, Hashable {
  /// The first decision's day; the days before it are warm-up.
  public let first: Int
  /// Days from one decision to the next, `> 0`.
  public let window: Int

  /// Creates a schedule.
  public init(first: Int = 28, window: Int = 1) {
    precondition(first >= 0 && window > 0, "decisions every \(window) days from day \(first)")
    (self.first, self.window) = (first, window)
  }

  /// Whether sizes are decided at the start of `day`.
  @inline(__always) public func decides(on day: Int) -> Bool {
    day >= first && (window == 1 || (day - first) % window == 0)
  }
}
