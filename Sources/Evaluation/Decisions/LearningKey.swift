internal import CapacityModel
internal import HeadroomBasics
public import Sizing

/// What a fleet's learning depends on, as one digest: fleets of one key teach the same.
public struct LearningKey: Sendable, Hashable {
  /// SHA-256 in hexadecimal.
  public let text: String

  /// Takes in all that `DecisionLearning` reads: demand and sizes up to `origin`, tiers, bounds, guardrails, weights.
  ///
  /// - Parameter program: What tells one build of the program from another, as the mathematics may differ.
  public init(
    _ fleet: DecisionFleet, at origin: Int, weights: DecisionWeights, judgesPolicies: Bool,
    program: String
  ) {
    var digest = ContentDigest()
    digest.update(
      Array("\(program) \(fleet.limits) \(fleet.horizon) \(origin) \(judgesPolicies)".utf8))
    digest.update([UInt8](weights.bytes))
    for member in fleet.members {
      let history = member.history
      let steps = 0..<min(origin, history.peaks.count)
      let name = history.entity.name
      // Lengths stand before what they measure, so that no two fleets read alike.
      var bytes = Array(
        "\(name.utf8.count) \(name) \(member.tier) \(member.serviceLevel) \(member.bounds) \(steps.count) "
          .utf8)
      func add(_ word: UInt64) { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
      func add(_ number: Int64) { add(UInt64(bitPattern: number)) }
      add(history.start.milliseconds)
      add(history.step.wholeMilliseconds)
      add(history.configured?.bytes ?? -1)
      for step in steps {
        add((history.peaks[step] ?? .nan).bitPattern)
        add((history.sizes[step] ?? .nan).bitPattern)
        add(history.censoredMilliseconds[step])
        add(history.offMilliseconds[step])
      }
      add(Int64(history.observedMilliseconds.count))
      for observed in history.observedMilliseconds { add(observed) }
      let sampling = history.sampling
      bytes += Array(
        "\(sampling.fleet) \(sampling.statistic as Any) \(sampling.isProxy) \(sampling.recorded) \(sampling.trusted)"
          .utf8)
      for one in sampling.evidence.prefix(steps.count) {
        add(UInt64(one.samples) << 32 | UInt64(one.hours))
        add(UInt64(one.longestGap) << 32 | UInt64(one.unchanged))
        add(
          UInt64(one.unchangedAtEnd) << 32 | UInt64(one.returns) << 2
            | (one.standsAtHalfHours ? 2 : 0) | (one.standsAtEvenHours ? 1 : 0))
        add(UInt64(one.mean.bitPattern) << 32 | UInt64(one.twoHourMean.bitPattern))
      }
      digest.update(bytes)
    }
    text = digest.hexadecimal
  }
}
