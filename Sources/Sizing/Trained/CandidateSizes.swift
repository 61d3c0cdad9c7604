internal import HeadroomBasics
internal import RealModule

/// The sizes that a learned policy weighs for one entity: geometric steps around its warm-up peaks, snapped to the grid.
///
/// From half the median peak to the larger of five times the largest peak, six grid steps, and eight times the lowest
/// candidate. Neighbours may coincide where the grid is coarse.
package struct CandidateSizes: Sendable {
  /// Grid indices, never descending, shape `[J]`.
  package let indices: [Int32]
  /// Bytes, shape `[J]`.
  package let sizes: [Double]

  /// How often each size stands there, at its first place; 0 at the places that repeat it. Shape `[J]`.
  package let repeats: [Double]

  /// Chooses `count` candidates from the first `warmup` days.
  package init(for record: DemandRecord, count: Int, warmup: Int) {
    precondition(count > 1, "\(count) candidates")
    let seen = record.peaks.prefix(warmup).filter { $0 >= 0 }.sorted()
    let (median, top) = (OrderStatistics.median(seen), seen.last ?? 0)
    let grid = record.grid
    let low = max(grid.step, 0.5 * median)
    let high = max(5 * top, 6 * grid.step, 8 * low)
    let places = (0..<count).map { place in
      let share = Double(place) / Double(count - 1)
      return Int32(grid.index(covering: low * Double.pow(high / low, share)))
    }
    indices = places
    sizes = places.map { grid.size(Int($0)) }
    repeats = places.indices.map { place in
      place > 0 && places[place] == places[place - 1]
        ? 0 : Double(places.count { $0 == places[place] })
    }
  }
}
