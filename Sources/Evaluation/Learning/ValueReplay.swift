internal import CapacityModel
internal import Sizing

/// Holds the candidate of least value and changes only where that pays.
enum ValueReplay {
  /// Walks one entity's days.
  ///
  /// At a decision the candidate whose value plus the cost of getting there is least is taken; ties hold. The first
  /// candidate is free.
  ///
  /// - Parameters:
  ///   - moves: What a growth and a shrink cost in units of the values.
  ///   - bump: Candidates above (or below) the best one that are bought in its place.
  ///   - value: Writes the values of all candidates on a day, shape `[J]`.
  static func walk(
    _ design: ExceedanceDesign, schedule: OriginSchedule, moves: (grow: Double, shrink: Double),
    bump: Int = 0, into held: UnsafeMutableBufferPointer<Int32>,
    value: (Int, UnsafeMutablePointer<Double>) -> Void
  ) {
    let count = design.candidateCount
    let indices = design.candidates.indices
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { values in
      var current = -1
      for day in held.indices {
        if schedule.contains(day) {
          value(day, values.baseAddress!)
          let chosen = choice(values, from: current, moves: moves)
          if current < 0 || (chosen != current && indices[chosen] != indices[current]) {
            let bought = min(max(chosen + bump, 0), count - 1)
            // A bought neighbour of the best one is not bought again while the best one stays.
            if current < 0 || current - bump != chosen { current = bought }
          }
        }
        held[day] = current < 0 ? -1 : indices[current]
      }
    }
  }

  private static func choice(
    _ values: UnsafeMutableBufferPointer<Double>, from current: Int,
    moves: (grow: Double, shrink: Double)
  ) -> Int {
    var (best, least) = (current, current < 0 ? Double.infinity : values[current])
    for candidate in values.indices where candidate != current {
      let move = current < 0 ? 0 : candidate > current ? moves.grow : moves.shrink
      if values[candidate] + move < least { (best, least) = (candidate, values[candidate] + move) }
    }
    return best
  }
}
