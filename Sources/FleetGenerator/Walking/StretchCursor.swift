import CapacityModel
import HeadroomBasics

/// Finds the stretch that a step lies in, for steps asked in order.
struct StretchCursor {
  private let stretches: [Range<Int>]
  private var current = 0

  init(_ ranges: [TimeRange], recipe: FleetRecipe) {
    stretches = ranges.map { recipe.step(at: $0.start)..<recipe.step(at: $0.end) }
  }

  /// The place of the stretch around `step`; `nil` outside all of them.
  mutating func index(at step: Int) -> Int? {
    while current < stretches.count, stretches[current].upperBound <= step { current += 1 }
    guard current < stretches.count, stretches[current].contains(step) else { return nil }
    return current
  }
}
