/// The recursions of one series at all points of a grid, eight points at a time.
struct SmoothingState {
  private typealias Lane = SIMD8<Double>

  private var levels: [Lane]
  private var trends: [Lane]
  private var errors: [Lane]
  /// Forecasts not yet due, shape `[lead × lanes]`.
  private var pending: [Lane]
  private let alpha: [Lane]
  private let gain: [Lane]
  private let damping: [Lane]
  private let ahead: [Lane]
  private let lead: Int

  /// Begins at `level` without a trend; errors are taken `lead` steps ahead.
  init(grid: SmoothingGrid, level start: Double, lead: Int) {
    let lanes = (grid.alpha.count + 7) / 8
    levels = Array(repeating: Lane(repeating: start), count: lanes)
    trends = Array(repeating: .zero, count: lanes)
    errors = trends
    pending = Array(repeating: Lane(repeating: start), count: lead * lanes)
    alpha = Self.lanes(grid.alpha)
    gain = Self.lanes(grid.gain)
    damping = Self.lanes(grid.damping)
    ahead = Self.lanes(grid.damping.map { SmoothingGrid.multiple(damping: $0, steps: lead) })
    self.lead = lead
  }

  /// Level at one point of the grid.
  func level(_ point: Int) -> Double { levels[point / 8][point % 8] }

  /// Trend at one point of the grid, per step.
  func trend(_ point: Int) -> Double { trends[point / 8][point % 8] }

  /// Takes in the value of `step`; its surprise counts towards the choice of parameters where `counted`.
  mutating func update(_ value: Double, step: Int, counted: Bool) {
    let due = (step % lead) * levels.count
    let (value, weight) = (Lane(repeating: value), Lane(repeating: counted ? 1 : 0))
    for lane in levels.indices {
      let missed = value - pending[due + lane]
      errors[lane] += weight * missed.replacing(with: -missed, where: missed .< 0)
      let fading = damping[lane] * trends[lane]
      let surprise = value - levels[lane] - fading
      levels[lane] += fading + alpha[lane] * surprise
      trends[lane] = fading + gain[lane] * surprise
      pending[due + lane] = levels[lane] + ahead[lane] * trends[lane]
    }
  }

  /// The point in `range` whose forecasts were best; the first of equals.
  func best(of range: Range<Int>) -> Int {
    range.min { errors[$0 / 8][$0 % 8] < errors[$1 / 8][$1 % 8] } ?? range.lowerBound
  }

  /// Numbers in lanes of eight, zeros behind the last.
  private static func lanes(_ values: [Double]) -> [Lane] {
    stride(from: 0, to: values.count, by: 8).map { first in
      var lane = Lane.zero
      for index in first..<min(first + 8, values.count) { lane[index - first] = values[index] }
      return lane
    }
  }
}
