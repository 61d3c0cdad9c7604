internal import CapacityModel
internal import LinearAlgebra
internal import Sizing

/// One entity's part of a fitted Q-iteration: features, weights and costs of its training days.
struct FittedQLesson: Sendable {
  /// Features of the training days and of the day after them, shape `[(T + 1) · J × P]`.
  private let features: Matrix
  /// Rows before the last day's.
  private let rows: Int
  private let count: Int
  /// Regression weights, shape `[T · J]`; 0 on unobserved days.
  private let weights: [Double]
  /// Cost of holding a candidate on a day, shape `[T · J]`.
  private let costs: [Double]
  private let moves: (grow: Double, shrink: Double)
  /// Whether a size may change at the start of the next day.
  private let mayChange: [Bool]

  init(
    _ inputs: NewsvendorInputs, entity: Int, days: Range<Int>, schedule: OriginSchedule,
    prices: CostModel
  ) throws(LinearAlgebraError) {
    let design = inputs.designs[entity]
    let count = design.candidateCount
    (self.count, rows) = (count, days.count * count)
    let features = try FittedQFeatures.design(
      inputs, entity: entity, days: days.lowerBound..<(days.upperBound + 1), prices: prices)
    self.features = features
    moves = design.record.moveCosts(prices)
    mayChange = days.map {
      schedule.stride == 1 || ($0 + 1 - schedule.first) % schedule.stride == 0
    }
    var (weights, costs) = ([Double](), [Double]())
    for (place, day) in days.enumerated() {
      let isSeen = design.record.hours[day] > 0
      // Errors matter near the newsvendor's choice and where costs are small.
      let least = (0..<count).reduce(Double.infinity) { least, candidate in
        min(least, features[place * count + candidate, 18])
      }
      for candidate in 0..<count {
        let expected = features[place * count + candidate, 18]
        let closeness = 1 / (0.1 + (expected - least) / max(least, 1e-9))
        let scale = 1 / (0.3 + expected)
        weights.append(isSeen ? scale * scale * closeness : 0)
        let index = Int(design.candidates.indices[candidate])
        costs.append(HindsightOptimum.dayCost(design.record, day, index, prices))
      }
    }
    (self.weights, self.costs) = (weights, costs)
  }

  /// `Φᵀ W Φ` over the training days.
  func gram() throws(LinearAlgebraError) -> Matrix {
    let width = features.columns
    let scaled = try Matrix(rows: rows, columns: width) { target in
      features.withUnsafeBufferPointer { source in
        for row in 0..<rows {
          let scale = weights[row].squareRoot()
          for column in 0..<width {
            target[row * width + column] = source[row * width + column] * scale
          }
        }
      }
    }
    return try scaled.gram()
  }

  /// `Φᵀ W y`, one column a discount; without coefficients the costs go on as they are for ever.
  func cross(theta: Matrix?, gammas: [Double]) throws(LinearAlgebraError) -> Matrix {
    let width = gammas.count
    let ahead = try theta.map { theta throws(LinearAlgebraError) in
      try features.multiplied(by: theta)
    }
    // The last day's rows have no cost; their targets weigh nothing.
    let targets = try Matrix(rows: features.rows, columns: width) { target in
      for (column, gamma) in gammas.enumerated() {
        guard let ahead else {
          for row in 0..<rows {
            target[row * width + column] = weights[row] * costs[row] / (1 - gamma)
          }
          continue
        }
        ahead.withUnsafeBufferPointer { values in
          for day in 0..<(rows / count) {
            fillTargets(target, values, day: day, column: column, width: width, gamma: gamma)
          }
        }
      }
    }
    return try features.transposeMultiplied(by: targets)
  }

  private func fillTargets(
    _ target: UnsafeMutableBufferPointer<Double>, _ values: UnsafeBufferPointer<Double>, day: Int,
    column: Int, width: Int, gamma: Double
  ) {
    let next = (day + 1) * count
    // The best smaller size on the way up; the best larger one on the way down.
    var best = Double.infinity
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { least in
      for candidate in 0..<count {
        let value = values[(next + candidate) * width + column]
        least[candidate] = mayChange[day] ? min(value, best + moves.shrink) : value
        best = min(best, value)
      }
      best = .infinity
      for candidate in (0..<count).reversed() {
        if mayChange[day] { least[candidate] = min(least[candidate], best + moves.grow) }
        best = min(best, values[(next + candidate) * width + column])
        let row = day * count + candidate
        target[row * width + column] = weights[row] * (costs[row] + gamma * least[candidate])
      }
    }
  }
}
