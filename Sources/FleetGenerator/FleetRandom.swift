import HeadroomBasics

/// A small random generator whose numbers are the same on every machine and with every toolchain.
///
/// `xoshiro256**`, its state filled by SplitMix64.
///
/// Sources: D. Blackman, S. Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47(4), 2021;
/// G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
///
/// The standard library's `random(in:using:)` is avoided: how it spends bits is not promised between versions. All
/// numbers below come from integer operations and from +, −, × of `Double`, which IEEE 754 fixes to the last bit.
package struct FleetRandom {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A stream of its own for each purpose of each VM, so that one more draw in one place moves nothing elsewhere.
  package init(seed: UInt64, stream: UInt64, purpose: UInt64) {
    var mixer = SplitMix64(state: seed)
    for part in [stream, purpose] {
      mixer.state = mixer.next() ^ (part &* 0xD6E8_FEB8_6659_FD93)
    }
    state = (mixer.next(), mixer.next(), mixer.next(), mixer.next())
  }

  /// Continues from a state, not all zero.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) { self.state = state }

  private static func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    (value << count) | (value >> (64 - count))
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  /// A number in [0, 1), a multiple of 2⁻⁵³.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in [`range.lowerBound`, `range.upperBound`).
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * unit()
  }

  /// A whole number of `range`; the bias of the multiply-high method is below 2⁻⁴⁰ for the ranges used here.
  package mutating func whole(_ range: Range<Int>) -> Int {
    range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
  }

  /// Whether an event of this probability happens.
  mutating func happens(_ probability: Double) -> Bool { unit() < probability }

  /// A number with mean 0 and variance 1, within ±3.47: the sum of four uniforms (Irwin–Hall) from one draw.
  ///
  /// Four and not twelve because planners look at peaks: bursts of their own make the tail, not the noise.
  package mutating func nearlyNormal() -> Double {
    let bits = next()
    let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
    // The sum has mean 2 × 65,535 and variance 4 × (65,536² − 1) / 12; the factor is 1 over its root.
    return (Double(sum) - 131_070) * 2.642_899_792e-5
  }

  /// One of `choices`, each as likely as its weight says.
  mutating func choice<Choice>(_ choices: [(Choice, Int)]) -> Choice {
    var ticket = whole(0..<choices.reduce(0) { $0 + $1.1 })
    for (choice, weight) in choices {
      if ticket < weight { return choice }
      ticket -= weight
    }
    preconditionFailure("\(choices.count) choices without a weight")
  }
}
