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
