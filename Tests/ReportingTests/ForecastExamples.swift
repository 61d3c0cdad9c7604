import CapacityModel
import HeadroomBasics

/// Forecasts by formula.
enum ForecastExamples {
  /// Series `n` at step `k` has the mean `100 n + k + 0.5`, and quantiles around it.
  static func panel(names: [String], horizon: Int, peaks: Bool = true) -> ForecastPanel {
    let size = names.count * horizon
    let mean = (0..<size).map { Double($0 % names.count * 100 + $0 / names.count) + 0.5 }
    return ForecastPanel(
      entities: names.map { EntityID($0) },
      calendar: StepCalendar(start: PlanExamples.now, step: .days(1), count: horizon),
      forecaster: "formula", mean: mean, levels: [0.025, 0.5, 0.975],
      quantiles: [-0.25, 0, 1e-7].map { shift in mean.map { $0 + shift } },
      peakLevels: peaks ? [0.5, 0.99] : [],
      peakQuantiles: peaks ? [1.0, 2].map { shift in mean.map { $0 + shift } } : [],
      bases: names.map { _ in
        ForecastBasis(
          observedSteps: 10, behaviour: .flat, level: 0,
          trend: Array(repeating: 0, count: horizon), season: Array(repeating: 0, count: horizon))
      })
  }

  /// The fleet, which passes 1 GiB of installed memory.
  static let outlook = {
    var outlook = HierarchyForecast(
      forecast: panel(names: ["fleet"], horizon: 3),
      outlooks: [
        NodeOutlook(
          level: .fleet, name: "fleet", series: 4, installed: .gibibytes(1), probability: 0.9,
          medianAtEnd: .gibibytes(2), quantileAtEnd: .gibibytes(3), peak: .gibibytes(3),
          passes: PlanExamples.now + .days(1))
      ], warnings: ["one host is not listed"])
    outlook.pictures = [ReviewExamples.picture("fleet", [1, 2, nil, 2])]
    return outlook
  }()

  /// An explanation with a member and an earlier error.
  static func explanation(_ name: String) -> ForecastExplanation {
    var explanation = ForecastExplanation(
      entity: EntityID(name), forecaster: "ridge", origin: PlanExamples.now, horizon: 7,
      basis: panel(names: [name], horizon: 7).bases[0],
      parts: [
        .init(step: 7, base: 3e9, trend: 1e9, season: 0, other: 0, tail: 2e9, tailLevel: 0.975)
      ])
    explanation.unit = "bytes"
    explanation.members = [.init(name: "ridge", from: 1, to: 7, weight: 1)]
    return explanation
  }
}
