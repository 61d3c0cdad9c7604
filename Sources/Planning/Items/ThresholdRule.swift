internal import CapacityModel
internal import HeadroomBasics

/// A rule that a site may switch on or off: it tells where demand is predicted to pass a share of the present size, and
/// what to do then.
public struct ThresholdRule: Sendable, Hashable {
  /// Per cent of the present size, in 1...100.
  public let percent: Int
  /// What to do while the size stays and nothing but the guest itself can help, for people.
  public let relief: String

  /// Below this probability a rule is silent.
  static let leastProbability = 0.1

  /// The rules in their order.
  public static let all = [
    ThresholdRule(percent: 80, relief: "compress or reclaim memory inside the guest"),
    ThresholdRule(percent: 90, relief: "free memory inside the guest"),
    ThresholdRule(percent: 95, relief: "free memory inside the guest, or enlarge it by hand"),
  ]

  /// What the rule says of a forecast; `nil` where it is silent.
  ///
  /// - Parameters:
  ///   - inUse: Demand at the origin; a share below it is passed already, with probability 1.
  ///   - decision: What happens to the size, with which the advice has to agree.
  func threshold(
    of current: ByteCount, outlook: DemandOutlook, inUse: ByteCount?, decision: SizeDecision
  ) -> PlanItem.Threshold? {
    let size = ByteCount(Int64((Double(current.bytes) * Double(percent) / 100).rounded(.down)))
    let advice = advice(for: decision)
    if let inUse, inUse > size {
      return PlanItem.Threshold(
        percent: percent, date: outlook.start, probability: 1, action: advice)
    }
    let probability = ((1 - outlook.confidence(in: size)) * 10_000).rounded() / 10_000
    guard probability >= Self.leastProbability else { return nil }
    return PlanItem.Threshold(
      percent: percent, date: outlook.breach(of: size).p50, probability: probability,
      action: advice)
  }

  /// What to do, in agreement with what is decided of the size.
  private func advice(for decision: SizeDecision) -> String {
    switch decision.action {
    case .grow: return "grow as proposed"
    case .shrink:
      let size = decision.size.map(PlanText.gibibytes) ?? "smaller size"
      return "nothing: demand fits the proposed \(size)"
    case .hold, .investigate: break
    }
    if let wanted = decision.withheld, let current = decision.current, wanted > current,
      let guardrail = decision.guardrails.last
    {
      return "\(relief); \(guardrail.name) holds the growth to \(PlanText.gibibytes(wanted))"
    }
    guard let score = decision.score else { return relief }
    return score < decision.serviceLevel
      ? "\(relief); a growth costs more than its misses: weigh its tier"
      : "watch; the size is as sure as its tier asks"
  }
}
