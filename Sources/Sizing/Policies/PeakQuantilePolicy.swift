public import CapacityModel
internal import HeadroomBasics

/// The quantile of the peak over the horizon at the service level.
///
/// A newsvendor who loses `shortage` for each unit missing and `slack` for each unit left over buys the quantile at
/// the critical ratio `shortage / (shortage + slack)`; a promised service level takes its place unless the caller
/// asks for the ratio.
///
/// Source: Arrow, Harris & Marschak (1951), Econometrica 19(3).
public struct PeakQuantilePolicy: SizingPolicy {
  /// Where the probability that the size should hold comes from.
  public enum Target: Sendable, Hashable {
    /// The context's service level.
    case serviceLevel
    /// The critical ratio of the context's cost model.
    case criticalRatio
    /// The same probability for every entity: one that a fleet's own past was found to be worth.
    case coverage(Double)
  }

  /// The name on the command line and in reports.
  public static let name = "peak-quantile"
  /// One sentence for `--help`.
  public static let summary = "The forecast peak's quantile at the service level."

  /// Where the probability comes from.
  public var target: Target

  /// `criticalRatio` is 1 where the cost model decides, 0 where the service level does; `coverage` stands alone.
  public var knobs: [String: Double] {
    if case .coverage(let coverage) = target { return ["coverage": coverage] }
    return ["criticalRatio": target == .criticalRatio ? 1 : 0]
  }

  /// Creates the policy that buys the service level.
  public init() { self.init(target: .serviceLevel) }

  /// Creates the policy with another target.
  public init(target: Target) { self.target = target }

  /// `shortage / (shortage + slack)`, in [0, 1]; `nil` where neither has a price.
  public static func criticalRatio(of costs: CostModel) -> Double? {
    let sum = costs.shortage + costs.slack
    guard costs.shortage >= 0, costs.slack >= 0, sum > 0, sum.isFinite else { return nil }
    return costs.shortage / sum
  }

  /// The peak's quantile in whole bytes, rounded up; at least one byte, as an idle entity's peak may be none.
  public func recommendation(for context: SizingContext) -> Recommendation {
    let entity = context.history.entity
    guard context.history.hasObservation else { return .nothingObserved(entity) }
    guard let peak = context.peak else {
      return .unanswered(entity, "No forecast of the peak was made.")
    }
    guard let level = level(for: context) else {
      return .unanswered(entity, "The cost model prices neither slack nor shortage.")
    }
    guard let size = ByteCount(wholeBytesAtLeast: max(1, peak.quantile(at: level))) else {
      return .unanswered(entity, "The forecast peak is not a size.")
    }
    return Recommendation(
      entity: entity, size: size, serviceLevel: level, reasons: [reason(size: size, level: level)])
  }

  private func level(for context: SizingContext) -> Double? {
    switch target {
    case .serviceLevel: context.serviceLevel
    case .criticalRatio: Self.criticalRatio(of: context.costs)
    case .coverage(let coverage): coverage
    }
  }

  private func reason(size: ByteCount, level: Double) -> String {
    let percent = "\((level * 1000).rounded() / 10)"
    let shown = percent.hasSuffix(".0") ? String(percent.dropLast(2)) : percent
    return switch target {
    case .serviceLevel, .coverage:
      "\(size) is what the peak stays within with probability \(shown) %."
    case .criticalRatio:
      "\(size) is the peak's quantile at \(shown) %, the price of shortage over that of shortage and slack."
    }
  }
}
