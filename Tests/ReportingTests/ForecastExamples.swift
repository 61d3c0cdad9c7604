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
}
