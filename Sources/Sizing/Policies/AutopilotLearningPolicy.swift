/// Autopilot's learning recommender: an ensemble of (decay, margin) models of which the cheapest lately sets the limit.
///
/// Source: Rzadca et al. (2020), EuroSys, §3.3. The weights are not published; `overrun` is the one that matters and is
/// swept. One window is a day.
public struct AutopilotLearningPolicy: TargetRule {
  /// The name on the command line and in reports.
  public static let name = "autopilot-learning"
  /// One sentence for `--help`.
  public static let summary =
    "Autopilot's ensemble of decayed models, the cheapest lately setting the size."

  /// The price of the share of samples above the limit (w_o).
  public var overrun: Double
  /// The price of the share of samples below the limit (w_u).
  public var underrun = 0.25
  /// The price of another limit (w_ΔL).
  public var limitChange = 0.1
  /// The price of another model (w_Δm).
  public var modelChange = 0.1
  /// The weight of the latest window in a model's cost (d).
  public var recency = 0.75
  /// What the target is multiplied by.
  public var factor = 1.0
  /// How far the wanted size must be from the one held.
  public var band = DeadBand.none

  static let decays = (1...10).map { Double($0) / 10 }
  static let margins = [0, 0.15, 0.5]

  /// The knobs in force.
  public var knobs: [String: Double] {
    commonKnobs.merging(
      [
        "overrun": overrun, "underrun": underrun, "limitChange": limitChange,
        "modelChange": modelChange, "recency": recency,
      ]) { $1 }
  }

  /// Creates the policy with the weights of a public port.
  public init() { self.init(overrun: 0.5) }

  /// Creates the policy with another price of running over.
  public init(overrun: Double) { self.overrun = overrun }

  /// The limit of the model in charge.
  public func targets(of record: DemandRecord) -> [Double] {
    var ensemble = AutopilotEnsemble(policy: self)
    var result = [-1.0]
    for day in 0..<record.days {
      if !record.bins[day].isEmpty { ensemble.learn(record.bins[day]) }
      result.append(ensemble.limit)
    }
    return result
  }
}
