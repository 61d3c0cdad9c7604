public import HeadroomBasics

/// A proposed size, byte by byte: the seven parts add up to `size` exactly.
public struct SizeExplanation: Sendable, Hashable, Codable {
  /// Demand at the origin.
  public var base: ByteCount
  /// What the trend adds at the step where the forecast median peaks.
  public var trend: ByteCount
  /// What the season adds there.
  public var season: ByteCount
  /// That median less the three before: what the decomposition does not explain.
  public var other: ByteCount
  /// The peak's quantile at the service level less that median.
  public var tail: ByteCount
  /// What policy and guardrails add or take.
  public var margin: ByteCount
  /// Step, floor and cap.
  public var rounding: ByteCount

  /// The sum of the seven parts.
  public var size: ByteCount { base + trend + season + other + tail + margin + rounding }

  /// Creates an explanation.
  public init(
    base: ByteCount = .zero, trend: ByteCount = .zero, season: ByteCount = .zero,
    other: ByteCount = .zero, tail: ByteCount = .zero, margin: ByteCount = .zero,
    rounding: ByteCount = .zero
  ) {
    (self.base, self.trend, self.season, self.other) = (base, trend, season, other)
    (self.tail, self.margin, self.rounding) = (tail, margin, rounding)
  }
}

extension SizeExplanation {
  /// The seven parts in the order that they are added up, with what each means.
  package var parts: [(name: String, meaning: String, size: ByteCount)] {
    [
      ("base", "demand at the origin", base),
      ("trend", "growth until demand peaks", trend),
      ("season", "calendar pattern at that step", season),
      ("other", "the median's rest", other),
      ("tail", "from the median to the service level", tail),
      ("margin", "policy and guardrails", margin),
      ("rounding", "step, floor and cap", rounding),
    ]
  }
}
