/// The recursions of one series at all points of a grid, eight points at a time.
struct SmoothingState {
  private typealias Lane = SIMD8<Double>

  /// Eight points of the grid and where their recursions stand.
  private struct Points {
    var level: Lane
    var trend = Lane.zero
    /// Σ |error| of the forecasts that were counted.
    var error = Lane.zero
    var alpha: Lane
    var gain: Lane
    var damping: Lane
    /// Trend steps that a forecast adds to the level.
    var ahead: Lane
  }

  private var points: [Points]
  /// Forecasts not yet due, shape `[lead × lanes]`.
  private var pending: [Lane]
  private let lead: Int

  /// Begins at `level` without a trend; errors are taken `lead` steps ahead.
  init(grid: SmoothingGrid, level start: Double, lead: Int) {
    let ahead = grid.damping.map { SmoothingGrid.multiple(damping: $0, steps: lead) }
    points = stride(from: 0, to: grid.alpha.count, by: Lane.scalarCount).map { first in
      Points(
        level: Lane(repeating: start), alpha: Self.lane(grid.alpha, first),
        gain: Self.lane(grid.gain, first), damping: Self.lane(grid.damping, first),
        ahead: Self.lane(ahead, first))
    }
    pending = Array(repeating: Lane(repeating: start), count: lead * points.count)
    self.lead = lead
  }

  /// Level at one point of the grid.
  func level(_ point: Int) -> Double { points[point / 8].level[point % 8] }

  /// Trend at one point of the grid, per step.
  func trend(_ point: Int) -> Double { points[point / 8].trend[point % 8] }

  /// Takes in the value of `step`; its surprise counts towards the choice of parameters where `counted`.
  mutating func update(_ value: Double, step: Int, counted: Bool) {
    let due = (step % lead) * points.count
    let (value, weight) = (Lane(repeating: value), Lane(repeating: counted ? 1 : 0))
    points.withUnsafeMutableBufferPointer { points in
      pending.withUnsafeMutableBufferPointer { pending in
        for lane in points.indices {
          let missed = value - pending[due + lane]
          points[lane].error += weight * missed.magnitudes
          let fading = points[lane].damping * points[lane].trend
          let surprise = value - points[lane].level - fading
          points[lane].level += fading + points[lane].alpha * surprise
          points[lane].trend = fading + points[lane].gain * surprise
          pending[due + lane] = points[lane].level + points[lane].ahead * points[lane].trend
        }
      }
    }
  }

  /// The point in `range` whose forecasts were best; the first of equals.
  func best(of range: Range<Int>) -> Int {
    range.min { points[$0 / 8].error[$0 % 8] < points[$1 / 8].error[$1 % 8] } ?? range.lowerBound
  }

  /// Eight numbers from place `first`, zeros behind the last.
  private static func lane(_ values: [Double], _ first: Int) -> Lane {
    var lane = Lane.zero
    for index in first..<min(first + 8, values.count) { lane[index - first] = values[index] }
    return lane
  }
}
