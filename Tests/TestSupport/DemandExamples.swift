public import CapacityModel
public import HeadroomBasics

/// Histories that tests make by hand.
public enum DemandExamples {
  /// Bytes of a GiB.
  public static let gib = 1_073_741_824.0

  /// A history of equal steps; `nil` for gaps.
  public static func history(
    _ peaks: [Double?], step: Duration = .days(1), name: String = "vm", size: Double? = nil,
    censored: Set<Int> = []
  ) -> EntityHistory {
    let count = peaks.count
    return EntityHistory(
      entity: EntityID(name), configured: size.map { ByteCount(Int64($0)) }, peaks: peaks,
      sizes: Array(repeating: size, count: count), step: step, start: Timestamp(seconds: 0),
      peakInstants: (0..<count).map { Int64($0) * step.wholeMilliseconds },
      censoredMilliseconds: (0..<count).map { censored.contains($0) ? 1 : 0 },
      offMilliseconds: Array(repeating: 0, count: count), samples: count)
  }
}

/// A linear congruential generator with output mixing: enough for examples, the same everywhere.
public struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// Starts from a seed.
  public init(seed: UInt64) { state = seed &* 2 &+ 1 }

  /// The next bits.
  public mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  /// A number from 0 inside to 1 outside.
  public mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
