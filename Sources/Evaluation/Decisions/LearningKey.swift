internal import CapacityModel
internal import HeadroomBasics
public import Sizing

/// What a fleet's learning depends on, as 128 bits: fleets of one key teach the same.
public struct LearningKey: Sendable, Hashable {
  /// 32 hexadecimal digits.
  public let text: String

  /// Takes in all that `DecisionLearning` reads: demand and sizes up to `origin`, tiers, bounds, guardrails, weights.
  ///
  /// - Parameter program: What tells one build of the program from another, as the mathematics may differ.
  public init(
    _ fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, judgesPolicies: Bool,
    program: String
  ) {
    var sum = WordSum()
    sum.add(program)
    sum.add("\(fleet.limits) \(fleet.horizon) \(origin) \(judgesPolicies)")
    sum.add(String(decoding: weights.bytes, as: UTF8.self))
    for member in fleet.members {
      let history = member.history
      sum.add(history.entity.name)
      sum.add("\(member.tier) \(member.serviceLevel) \(member.bounds)")
      sum.add(UInt64(bitPattern: history.start.milliseconds))
      sum.add(UInt64(bitPattern: history.step.wholeMilliseconds))
      sum.add(UInt64(bitPattern: history.configured?.bytes ?? -1))
      for step in 0..<min(origin, history.peaks.count) {
        sum.add((history.peaks[step] ?? .nan).bitPattern)
        sum.add((history.sizes[step] ?? .nan).bitPattern)
        sum.add(UInt64(bitPattern: history.censoredMilliseconds[step]))
        sum.add(UInt64(bitPattern: history.offMilliseconds[step]))
      }
      for observed in history.observedMilliseconds {
        sum.add(UInt64(bitPattern: observed))
      }
    }
    text = sum.text
  }

  /// Two independent sums of 64 bits over words.
  private struct WordSum {
    private var first: UInt64 = 0xCBF2_9CE4_8422_2325
    private var second: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func add(_ word: UInt64) {
      first = Self.mixed(first ^ word)
      second = Self.mixed(second &+ word &* 0xD6E8_FEB8_6659_FD93)
    }

    /// The bytes, and how many there are, so that no two lists of texts are alike.
    mutating func add(_ text: String) {
      add(FNV1a.hash(text.utf8))
      add(UInt64(text.utf8.count))
    }

    /// The finaliser of SplitMix64: each bit of the result depends on each of `word`.
    private static func mixed(_ word: UInt64) -> UInt64 {
      var word = word
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }

    var text: String {
      [first, second].map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
  }
}
