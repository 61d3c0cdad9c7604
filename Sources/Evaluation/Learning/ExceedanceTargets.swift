internal import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra
internal import Sizing

/// What one entity teaches: for each training day, how often its candidates were exceeded in the days ahead.
struct ExceedanceTargets: Sendable {
  /// The entity's place among the designs.
  let entity: Int
  /// Days whose whole horizon lies before the end of training.
  let days: Range<Int>
  /// Observed days ahead over the horizon, in [0, 1]; shape `[days]`.
  let weights: [Double]
  /// Exceeding days ahead over the horizon; shape `[days × J]`.
  let hits: [Double]

  /// - Parameters:
  ///   - horizon: Days ahead, `> 0`.
  ///   - days: Training days; nothing after their end is looked at.
  init(_ design: ExceedanceDesign, entity: Int, horizon: Int, days: Range<Int>) {
    self.entity = entity
    let last = max(days.lowerBound, days.upperBound - horizon + 1)
    self.days = days.lowerBound..<last
    let (sizes, peaks) = (design.candidates.sizes, design.record.peaks)
    var weights = [Double](repeating: 0, count: self.days.count)
    var hits = [Double](repeating: 0, count: self.days.count * sizes.count)
    for (place, day) in self.days.enumerated() {
      for ahead in 0..<horizon where peaks[day + ahead] >= 0 {
        weights[place] += 1 / Double(horizon)
        for candidate in sizes.indices {
          // Sizes never descend: the first one that fits ends the exceeded ones.
          guard peaks[day + ahead] > sizes[candidate] else { break }
          hits[place * sizes.count + candidate] += 1 / Double(horizon)
        }
      }
    }
    (self.weights, self.hits) = (weights, hits)
  }
}

/// Means and standard deviations of the features, so that one ridge fits all of them.
///
/// The model keeps coefficients of raw features; a penalty on standardised ones is a diagonal on the raw ones. The
/// intercept takes up the means and stays free.
struct FeatureScaling: Sendable {
  /// Standard deviations, shape `[P]`; 0 for the intercept, which is not penalised.
  let deviations: [Double]

  /// Entity-days of a fleet that tell its deviations well enough for a penalty.
  private static let enoughDays = 10_000

  init(_ targets: [ExceedanceTargets], designs: [ExceedanceDesign], loop: ParallelLoop) {
    let width = ExceedanceDesign.featureCount
    let days = targets.reduce(0) { $0 + $1.days.count }
    let stride = max(1, days / Self.enoughDays)
    let parts = loop.map(targets.count) { turn in
      var sums = [Double](repeating: 0, count: 2 * width + 1)
      let design = designs[targets[turn].entity]
      let count = design.candidateCount
      withUnsafeTemporaryAllocation(of: Double.self, capacity: count * width) { rows in
        // Other days from entity to entity, so that no weekday is left out.
        for day in targets[turn].days
        where (day + turn) % stride == 0 && design.state.isKnown[day] {
          design.fill(rows.baseAddress!, day: day)
          for row in 0..<count where design.candidates.repeats[row] > 0 {
            let times = design.candidates.repeats[row]
            for column in 0..<width {
              let value = rows[row * width + column]
              sums[column] += times * value
              sums[width + column] += times * value * value
            }
          }
          sums[2 * width] += Double(count)
        }
      }
      return sums
    }
    var sums = [Double](repeating: 0, count: 2 * width + 1)
    for part in parts { for place in sums.indices { sums[place] += part[place] } }
    let rows = max(sums[2 * width], 1)
    deviations = (0..<width).map { column in
      guard column > 0 else { return 0 }
      let mean = sums[column] / rows
      return max(0, sums[width + column] / rows - mean * mean).squareRoot() + 1e-3
    }
  }

  /// Adds the penalty to loss, gradient and Gram matrix at `theta`.
  func penalise(_ sums: inout LogisticSums, theta: [Double], ridge: Double) {
    for (place, deviation) in deviations.enumerated() {
      let weight = ridge * deviation * deviation
      sums.loss += 0.5 * weight * theta[place] * theta[place]
      sums.gradient[place] -= weight * theta[place]
      // The intercept gets a trace of it, so that a part without rows keeps the matrix definite.
      sums.gram[place, place] += place == 0 ? 1e-6 : weight
    }
  }
}
