internal import CapacityModel
internal import HeadroomBasics

/// A rule that a site may switch on or off: what to do where demand is predicted to pass a share of the present size.
public struct ThresholdRule: Sendable, Hashable {
  /// Per cent of the present size, in 1...100.
  public let percent: Int
  /// What to do, for people.
  public let action: String

  /// Below this probability a rule is silent.
  static let leastProbability = 0.1

  /// The rules in their order.
  public static let all = [
    ThresholdRule(percent: 80, action: "compress or reclaim memory inside the guest"),
    ThresholdRule(percent: 90, action: "give back ballooned memory or grow"),
    ThresholdRule(percent: 95, action: "migrate or grow now"),
  ]

  /// What the rule says of a forecast; `nil` where it is silent.
  func threshold(of current: ByteCount, outlook: DemandOutlook) -> PlanItem.Threshold? {
    let size = ByteCount(Int64((Double(current.bytes) * Double(percent) / 100).rounded(.down)))
    let probability = ((1 - outlook.confidence(in: size)) * 10_000).rounded() / 10_000
    guard probability >= Self.leastProbability else { return nil }
    return PlanItem.Threshold(
      percent: percent, date: outlook.breach(of: size).p50, probability: probability,
      action: action)
  }
}
