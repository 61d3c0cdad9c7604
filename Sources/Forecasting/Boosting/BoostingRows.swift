import CapacityModel
import HeadroomBasics

/// The rows that boosted quantiles learn from and answer for.
struct BoostingRows: Sendable {
  let errors: BacktestErrors
  let scales: ErrorScales
  let profile: HorizonProfile
  let panel: PreparedPanel
  let combination: Combination
  let halves: [Int]
  let cycle: Int
  let settings: EngineSettings

  /// Targets and weights are cut off here.
  private static let (farthest, heaviest) = (Float(30), 3.0)

  /// Features of a row.
  var width: Int { StepFeatures.width(companions: combination.companionCount) }

  /// The rows of one half of the fleet.
  struct Half: Sendable {
    fileprivate(set) var features: [Float] = []
    fileprivate(set) var targets: [Float] = []
    fileprivate(set) var weights: [Float] = []
    /// The series of each row.
    fileprivate(set) var series: [Int] = []
    /// Steps known at the origin of each row.
    fileprivate var ends: [Int] = []
    /// The step of history that each row's target lies at.
    fileprivate var times: [Int] = []

    /// The rows in bins.
    func learnable(bins: FeatureBins) -> BoostedQuantiles.Rows {
      BoostedQuantiles.Rows(
        bins: bins.bins(features), targets: targets, weights: weights, series: series)
    }

    /// Rows whose targets lie before a step.
    func before(_ step: Int) -> [Int] { times.indices.filter { times[$0] < step } }

    /// Rows whose origins lie at a step or later.
    func after(_ step: Int) -> [Int] { ends.indices.filter { ends[$0] >= step } }

    fileprivate mutating func append(_ other: Half) {
      features += other.features
      targets += other.targets
      weights += other.weights
      series += other.series
      ends += other.ends
      times += other.times
    }
  }

  /// What followed the earlier origins, for either half of the fleet.
  func training() -> [Half] {
    (0...1).map { half in
      let pairs = (0..<errors.seriesCount).filter { halves[$0] == half }.flatMap { series in
        errors.origins.ends.indices.filter { errors.teaches(series, $0) }.map { (series, $0) }
      }
      guard !pairs.isEmpty else { return Half() }
      let enough = settings.boostingRows
      // Many origins teach more than many steps of one, but each origin's measures cost as much as a dozen rows.
      let steps = min(
        errors.horizon, settings.boostingSteps,
        max(settings.boostingSteps / 2, (enough + pairs.count - 1) / pairs.count))
      let stride = max(1, (pairs.count * steps + enough - 1) / enough)
      let used = Swift.stride(from: 0, to: pairs.count, by: stride).map { pairs[$0] }
      let parts = ParallelLoop.threads.map(used.count) { index in
        past(used[index].0, used[index].1, steps: steps, turn: index)
      }
      var whole = Half()
      for part in parts { whole.append(part) }
      let mean = whole.weights.reduce(0) { $0 + Double($1) } / Double(max(whole.weights.count, 1))
      whole.weights = whole.weights.map {
        Float(min(Double($0) / max(mean, 1e-12), Self.heaviest))
      }
      return whole
    }
  }

  /// The features of every step from now on, shape `[h × width]`.
  func ahead(_ series: Int) -> [Float] {
    let now = errors.origins.ends.count
    let features = StepFeatures(
      panel, series: series, end: panel.length, cycle: cycle, scale: scales.scale(series, now),
      phases: nil)
    return rows(of: features, series, now, steps: Array(0..<errors.horizon))
  }

  /// Some steps after one origin, other ones from pair to pair.
  private func past(_ series: Int, _ origin: Int, steps count: Int, turn: Int) -> Half {
    let known = errors.origins.steps[origin]
    let path = errors.offset(series, origin)
    let wanted = (0..<min(count, known)).map { part in
      (known * part / min(count, known) + turn * 5) % known
    }
    let steps = wanted.filter { !errors.residuals[path + $0].isNaN }
    let scale = scales.scale(series, origin)
    let features = StepFeatures(
      panel, series: series, end: errors.origins.ends[origin], cycle: cycle, scale: scale,
      phases: steps)
    var half = Half()
    half.features = rows(of: features, series, origin, steps: steps)
    let usual = usualStep(series)
    for step in steps {
      let unit = scale * profile.values[step]
      half.targets.append(
        min(max(Float(errors.residuals[path + step] / unit), -Self.farthest), Self.farthest))
      half.weights.append(Float(unit / usual))
      half.series.append(series)
      half.ends.append(errors.origins.ends[origin])
      half.times.append(errors.origins.ends[origin] + step)
    }
    return half
  }

  private func rows(
    of features: StepFeatures, _ series: Int, _ origin: Int, steps: [Int]
  ) -> [Float] {
    let (scale, companions) = (scales.scale(series, origin), combination.companionCount)
    var result = Array(repeating: Float(0), count: steps.count * width)
    result.withUnsafeMutableBufferPointer { result in
      combination.companions.withUnsafeBufferPointer { paths in
        guard let sink = result.baseAddress else { return }
        for (index, step) in steps.enumerated() {
          let first = combination.companion(series, origin, step)
          features.write(
            step: step, centre: combination.value(series, origin, step),
            unit: scale * profile.values[step],
            companions: UnsafeBufferPointer(rebasing: paths[first..<(first + companions)]),
            to: sink + index * width)
        }
      }
    }
    return result
  }

  /// How far the series moves from one cycle to the next, which its errors are judged against; `> 0`.
  private func usualStep(_ series: Int) -> Double {
    let row = series * panel.length
    let first = min(panel.start[series], panel.length - 1)
    return panel.natural.withUnsafeBufferPointer { natural in
      let history = UnsafeBufferPointer(
        rebasing: natural[(row + first)..<(row + panel.length)])
      let lag = history.count > 2 * cycle ? cycle : 1
      return max(VolatilityFeatures.meanChange(history, lag: lag), 1e-5)
    }
  }
}
