/// An instant in UTC, as milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch; negative before it.
  public var milliseconds: Int64

  /// The instant `milliseconds` after the Unix epoch.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The instant `seconds` after the Unix epoch.
  public init(seconds: Int64) { milliseconds = seconds * 1000 }

  /// Whether the earlier instant is on the left.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant `duration` later, to the millisecond.
  public static func + (instant: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(milliseconds: instant.milliseconds + duration.wholeMilliseconds)
  }

  /// The instant `duration` earlier, to the millisecond.
  public static func - (instant: Timestamp, duration: Duration) -> Timestamp {
    Timestamp(milliseconds: instant.milliseconds - duration.wholeMilliseconds)
  }

  /// The number of the step that holds this instant, where step `k` covers the half-open stretch from `k × length` to
  /// `(k + 1) × length` since the epoch: the quotient rounded towards the past.
  ///
  /// - Parameter length: Milliseconds, `> 0`.
  @inlinable
  public func stepNumber(length: Int64) -> Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: length)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The start of the bucket of length `step`, counted from the epoch, that this instant falls into.
  public func roundedDown(to step: Duration) -> Timestamp {
    let length = step.wholeMilliseconds
    precondition(length > 0, "a bucket of \(length) ms holds nothing")
    let remainder = milliseconds % length
    return Timestamp(milliseconds: milliseconds - (remainder < 0 ? remainder + length : remainder))
  }
}

extension Timestamp: Codable {
  /// Reads RFC 3339 text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Timestamp(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not an RFC 3339 time")
    }
    self = instant
  }

  /// Writes RFC 3339 text in UTC.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
