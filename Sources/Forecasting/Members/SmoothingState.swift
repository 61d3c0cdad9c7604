/// The recursions of one series at all points of a grid.
struct SmoothingState {
  /// Level at each point.
  private(set) var level: [Double]
  /// Trend at each point, per step.
  private(set) var trend: [Double]
  private var error: [Double]
  /// Forecasts not yet due, shape `[lead × points]`.
  private var pending: [Double]
  private let grid: SmoothingGrid
  private let ahead: [Double]
  private let lead: Int

  /// Begins at `level` without a trend; errors are taken `lead` steps ahead.
  init(grid: SmoothingGrid, level start: Double, lead: Int) {
    let points = grid.alpha.count
    level = Array(repeating: start, count: points)
    trend = Array(repeating: 0, count: points)
    error = trend
    pending = Array(repeating: start, count: lead * points)
    ahead = grid.damping.map { SmoothingGrid.multiple(damping: $0, steps: lead) }
    (self.grid, self.lead) = (grid, lead)
  }

  /// Takes in the value of `step`; its surprise counts towards the choice of parameters where `counted`.
  mutating func update(_ value: Double, step: Int, counted: Bool) {
    let due = (step % lead) * level.count
    let weight = counted ? 1.0 : 0.0
    for point in 0..<level.count {
      error[point] += weight * abs(value - pending[due + point])
      let fading = grid.damping[point] * trend[point]
      let surprise = value - level[point] - fading
      level[point] += fading + grid.alpha[point] * surprise
      trend[point] = fading + grid.gain[point] * surprise
      pending[due + point] = level[point] + ahead[point] * trend[point]
    }
  }

  /// The point in `range` whose forecasts were best; the first of equals.
  func best(of range: Range<Int>) -> Int {
    range.min { error[$0] < error[$1] } ?? range.lowerBound
  }
}
