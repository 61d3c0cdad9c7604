public import CapacityModel
internal import HeadroomBasics

/// The largest demand of the last days and a fixed share on top: `max(peaks of the window) × (1 + margin)`.
///
/// The rule of thumb of administrators, and a baseline: it takes no forecast and gives no probability.
public struct LastMaxPolicy: SizingPolicy {
  /// The name on the command line and in reports.
  public static let name = "last-max"
  /// One sentence for `--help`.
  public static let summary = "The largest demand of the last 30 days plus 20 %."

  /// What is added, as a share of the maximum, `≥ 0`.
  public var margin: Double
  /// How far back the maximum is looked for, days, in (0, 36500].
  public var windowDays: Double

  /// How far the wanted size must be from the one held in a replay; a recommendation has none.
  public var band = DeadBand.none

  /// The knobs in force.
  public var knobs: [String: Double] {
    band == .none
      ? ["margin": margin, "windowDays": windowDays]
      : commonKnobs.merging(["windowDays": windowDays]) { $1 }
  }

  /// Creates the policy with 20 % over 30 days.
  public init() { self.init(margin: 0.2, windowDays: 30) }

  /// Creates the policy with other knobs.
  ///
  /// - Parameters:
  ///   - margin: A share of the maximum, `≥ 0`.
  ///   - windowDays: Days looked back, in (0, 36500].
  public init(margin: Double, windowDays: Double) {
    precondition(
      margin >= 0 && margin.isFinite && windowDays > 0 && windowDays <= 36_500,
      "a margin of \(margin) over \(windowDays) days")
    (self.margin, self.windowDays) = (margin, windowDays)
  }

  /// The maximum of the window with its margin; no size where the window has no observation above zero.
  public func recommendation(for context: SizingContext) -> Recommendation {
    let history = context.history
    guard history.hasObservation else { return .nothingObserved(history.entity) }
    // At least one step, so that a window shorter than a step still looks at the latest one.
    let steps = max(1, Int((windowDays / history.step.inDays).rounded(.up)))
    guard let maximum = history.peaks.suffix(steps).compactMap({ $0 }).max() else {
      return .unanswered(
        history.entity, "No demand was observed in the last \(Int(windowDays.rounded())) days.")
    }
    guard let size = ByteCount(wholeBytesAtLeast: maximum * (1 + margin)) else {
      return .unanswered(history.entity, "The largest demand, \(maximum) bytes, is no size.")
    }
    return Recommendation(
      entity: history.entity, size: size, serviceLevel: nil,
      reasons: [
        "\(size) is the largest demand of the last \(PlanText.days(windowDays.rounded())) plus "
          + "\(Int((margin * 100).rounded())) %."
      ])
  }
}

extension LastMaxPolicy: TargetRule {
  /// One plus the margin.
  public var factor: Double {
    get { 1 + margin }
    set { margin = newValue - 1 }
  }

  /// The maximum of the window.
  public func targets(of record: DemandRecord) -> [Double] {
    record.trailingMaximum(max(1, Int(windowDays.rounded(.up))))
  }
}
