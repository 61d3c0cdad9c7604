import HeadroomBasics

/// What is known of a series at an origin, as features of each step ahead: where it was lately and at the same phase
/// of earlier cycles, how it moved, and what some members say.
///
/// Values are differences from the combined forecast of the step in units of the error expected there, so that one
/// model serves all series; NaN stands for what the history is too short to tell.
struct StepFeatures: Sendable {
  /// Features of a row, `companions` of them from members.
  static func width(companions: Int) -> Int {
    anchorCount + phaseCount + stateCount + 2 + companions
  }

  /// Values that a step is compared with whatever its phase, in the series' unit.
  private let anchors: [Double]
  /// For each phase what earlier cycles had there, shape `[phases × phaseCount]`, in the series' unit.
  private let phases: [Double]
  /// The same for all steps: sizes of movements against each other.
  private let state: [Float]
  private let cycle: Int

  /// Differences are cut off here.
  private static let limit = 50.0
  /// Lengths of the windows whose medians are taken, in eighths of a cycle.
  private static let medians = [0, 1, 2, 4, 8, 24, 56, 112]
  /// Lengths of the windows whose flanks are taken, in cycles; 0 is the whole history.
  private static let flanks = [1, 7, 0]
  private static let flankLevels = [0.02, 0.1, 0.9, 0.98]
  /// Cycles back whose value at the same phase is taken.
  private static let cyclesAgo = [1, 2, 3, 7, 14]
  private static let phaseLevels = [0.05, 0.25, 0.5, 0.75, 0.95]
  /// Cycles whose values around the phase give those levels.
  private static let phaseCycles = 7
  private static let anchorCount = medians.count + flanks.count * flankLevels.count
  private static let phaseCount = cyclesAgo.count + phaseLevels.count
  private static let stateCount = 7

  /// Takes the measures of `series` as known at `end`.
  ///
  /// - Parameters:
  ///   - cycle: Steps after which phases repeat.
  ///   - scale: The error expected at the origin, in the series' unit.
  ///   - phases: Steps ahead from the first on whose phases are asked for; `nil` for all.
  init(
    _ panel: PreparedPanel, series: Int, end: Int, cycle: Int, scale: Double, phases asked: [Int]?
  ) {
    self.cycle = cycle
    let row = series * panel.length
    let first = min(panel.start[series], end - 1)
    let asked = asked.map { steps in Set(steps.map { $0 % cycle }).sorted() }
    let measures = panel.natural.withUnsafeBufferPointer { natural in
      let history = UnsafeBufferPointer(rebasing: natural[(row + first)..<(row + end)])
      func latest(_ steps: Int) -> UnsafeBufferPointer<Double> {
        UnsafeBufferPointer(rebasing: history.suffix(steps))
      }
      let medians = Self.medians.map { eighths in
        OrderStatistics.median(
          OrderStatistics.thinned(latest(max(1, eighths * cycle / 8)), to: 128))
      }
      let flanks = Self.flanks.flatMap { cycles in
        OrderStatistics.quantiles(
          OrderStatistics.thinned(latest(cycles > 0 ? cycles * cycle : history.count), to: 256),
          Self.flankLevels)
      }
      return (
        medians + flanks, Self.state(history, medians: medians, scale: scale, cycle: cycle),
        Self.phases(asked ?? Array(0..<cycle), history, cycle: cycle)
      )
    }
    (anchors, state, phases) = measures
  }

  /// Writes the features of one step.
  ///
  /// - Parameters:
  ///   - step: Steps ahead, from 0.
  ///   - centre: The combined forecast, in the series' unit.
  ///   - unit: The error expected at the step, in the series' unit, `> 0`.
  ///   - companions: What some members say of the step, in the series' unit.
  func write(
    step: Int, centre: Double, unit: Double, companions: UnsafeBufferPointer<Float>,
    to row: UnsafeMutablePointer<Float>
  ) {
    let inverse = 1 / unit
    var place = 0
    func put(_ value: Double) {
      row[place] = Float(min(max((value - centre) * inverse, -Self.limit), Self.limit))
      if value.isNaN { row[place] = .nan }
      place += 1
    }
    for anchor in anchors { put(anchor) }
    let phase = (step % cycle) * Self.phaseCount
    for index in 0..<Self.phaseCount { put(phases[phase + index]) }
    for companion in companions { put(Double(companion)) }
    for value in state {
      row[place] = value
      place += 1
    }
    row[place] = Float(step)
    row[place + 1] = Float(Exponential.logarithm(max(centre, 0) + 1e-3))
  }

  /// For each phase asked for the values that earlier cycles had there, then quantiles of those and their neighbours.
  private static func phases(
    _ asked: [Int], _ history: UnsafeBufferPointer<Double>, cycle: Int
  ) -> [Double] {
    var result = Array(repeating: Double.nan, count: cycle * phaseCount)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * phaseCycles) { around in
      for phase in asked {
        var count = 0
        for cycles in 1...phaseCycles {
          let middle = history.count - cycles * cycle + phase
          let neighbours = max(middle - 1, 0)..<max(min(middle + 2, history.count), 0)
          for index in neighbours {
            around.initializeElement(at: count, to: history[index])
            count += 1
          }
        }
        let place = phase * phaseCount
        for (index, cycles) in cyclesAgo.enumerated() {
          let step = history.count - cycles * cycle + phase
          if step >= 0 { result[place + index] = history[step] }
        }
        guard count > 0 else { continue }
        OrderStatistics.sort(around, 0..<count)
        let sorted = UnsafeBufferPointer(rebasing: around[..<count])
        for (index, level) in phaseLevels.enumerated() {
          result[place + cyclesAgo.count + index] = OrderStatistics.quantile(sorted, level)
        }
      }
    }
    return result
  }

  /// Logarithms of the error expected and of spreads lately and over seven cycles, the move of the level in both,
  /// steps since the series was last far from where it is, and its mean step.
  private static func state(
    _ history: UnsafeBufferPointer<Double>, medians: [Double], scale: Double, cycle: Int
  ) -> [Float] {
    let tiny = 1e-6
    let lately = UnsafeBufferPointer(rebasing: history.suffix(cycle))
    let usually = UnsafeBufferPointer(rebasing: history.suffix(7 * cycle))
    let (middle, usual) = (
      OrderStatistics.median(Array(lately)), OrderStatistics.median(Array(usually))
    )
    func spread(_ values: UnsafeBufferPointer<Double>, around centre: Double) -> Double {
      values.reduce(0) { $0 + abs($1 - centre) } / Double(values.count)
    }
    let (short, long) = (spread(lately, around: middle), spread(usually, around: usual))
    let reach = UnsafeBufferPointer(rebasing: history.suffix(14 * cycle))
    let (low, high) = reach.reduce((Double.infinity, -Double.infinity)) {
      (min($0.0, $1), max($0.1, $1))
    }
    let far = 0.35 * max(high - low, tiny)
    let since = reach.reversed().prefix { abs($0 - medians[2]) <= far }.count
    let ratio = { (one: Double, other: Double) in
      Exponential.logarithm(one / (other + tiny) + 1e-3)
    }
    return [
      Exponential.logarithm(scale + tiny), ratio(short, long),
      (middle - usual) / (short + 1e-3), (middle - usual) / (long + 1e-3), ratio(scale, long),
      Exponential.logarithm(1 + Double(since)),
      ratio(VolatilityFeatures.meanChange(usually, lag: 1), long),
    ].map { Float(min(max($0, -limit), limit)) }
  }
}
