/// A half-open stretch of time: `start` belongs to it, `end` does not.
public struct TimeRange: Hashable, Sendable, Codable {
  /// The first instant inside.
  public var start: Timestamp
  /// The first instant after; never before `start`.
  public var end: Timestamp

  /// Every instant that can be stored.
  public static let all = TimeRange(
    start: Timestamp(milliseconds: .min), end: Timestamp(milliseconds: .max))

  /// Creates the stretch from `start` up to `end`.
  public init(start: Timestamp, end: Timestamp) {
    precondition(start <= end, "a range from \(start) back to \(end)")
    (self.start, self.end) = (start, end)
  }

  /// Whether `instant` lies inside.
  public func contains(_ instant: Timestamp) -> Bool { start <= instant && instant < end }

  /// Whether the two share an instant.
  public func overlaps(_ other: TimeRange) -> Bool { start < other.end && other.start < end }
}
