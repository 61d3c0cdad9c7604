/// Holt-Winters recursions of one series at all points of a grid, eight points at a time.
///
/// Source: Holt (1957/2004), IJF 20(1); Winters (1960), Management Science 6(3), in the error-correction form of Hyndman,
/// Koehler, Ord & Snyder (2008).
package struct HoltWintersState {
  private typealias Lane = SIMD8<Double>

  /// Parameters of a grid's points.
  package struct Grid: Sendable {
    /// Share of a surprise that moves the level.
    package var alpha: [Double]
    /// Share that moves the trend.
    package var gain: [Double]
    /// Share that moves the season.
    package var gamma: [Double]
    /// What is left of the trend a step later.
    package var damping: [Double]

    /// A grid of points given one by one.
    package init(alpha: [Double], gain: [Double], gamma: [Double], damping: [Double]) {
      (self.alpha, self.gain, self.gamma, self.damping) = (alpha, gain, gamma, damping)
    }

    /// The grid that all series share.
    static let standard: Grid = {
      var grid = Grid(alpha: [], gain: [], gamma: [], damping: [])
      for alpha in [0.05, 0.2, 0.5, 0.8] {
        for gamma in [0.05, 0.3] {
          for (beta, damping) in [(0.0, 1.0), (0.1, 0.95)] {
            grid.alpha.append(alpha)
            grid.gain.append(alpha * beta)
            grid.gamma.append(gamma * (1 - alpha))
            grid.damping.append(damping)
          }
        }
      }
      return grid
    }()
  }

  private let season: Int
  private let isMultiplicative: Bool
  private let grid: Grid
  private let lanes: Int
  private let lead: Int
  private var levels: [Lane]
  private var trends: [Lane]
  /// Shape `[season × lanes]`, by the step modulo the season.
  private var seasons: [Lane]
  private var errors: [Lane]
  private var pending: [Lane]
  private let parameters: [(alpha: Lane, gain: Lane, gamma: Lane, damping: Lane, ahead: Lane)]
  /// Steps taken in.
  private var count = 0

  /// Begins with the first cycle of a series: its mean is the level, what is left of it the season.
  ///
  /// - Parameters:
  ///   - cycle: The first cycle, as many values as the season has steps.
  ///   - isMultiplicative: Whether seasons multiply; the values must then be positive.
  ///   - lead: Errors are taken this many steps ahead.
  package init(grid: Grid, cycle: ArraySlice<Double>, isMultiplicative: Bool, lead: Int) {
    (self.grid, self.isMultiplicative, self.lead) = (grid, isMultiplicative, lead)
    season = cycle.count
    lanes = (grid.alpha.count + 7) / 8
    let level = cycle.reduce(0, +) / Double(cycle.count)
    levels = Array(repeating: Lane(repeating: level), count: lanes)
    trends = Array(repeating: .zero, count: lanes)
    errors = trends
    seasons = []
    for value in cycle {
      let factor = isMultiplicative ? value / level : value - level
      for _ in 0..<lanes { seasons.append(Lane(repeating: factor)) }
    }
    pending = Array(repeating: .zero, count: lead * lanes)
    parameters = (0..<lanes).map { lane in
      (
        Self.lane(grid.alpha, lane), Self.lane(grid.gain, lane), Self.lane(grid.gamma, lane),
        Self.lane(grid.damping, lane),
        Self.lane(grid.damping.map { SmoothingGrid.multiple(damping: $0, steps: lead) }, lane)
      )
    }
  }

  /// Takes in the next value; its surprise counts towards the choice of parameters where `counted`.
  package mutating func update(_ value: Double, counted: Bool) {
    let due = count % lead * lanes
    let phase = count % season * lanes
    let later = (count + lead) % season * lanes
    let (value, weight) = (Lane(repeating: value), Lane(repeating: counted ? 1 : 0))
    for lane in 0..<lanes {
      let missed = value - pending[due + lane]
      errors[lane] += weight * missed.magnitudes
      let (own, factor) = (parameters[lane], seasons[phase + lane])
      let fading = own.damping * trends[lane]
      let expected = levels[lane] + fading
      if isMultiplicative {
        let surprise = value - expected * factor
        levels[lane] = expected + own.alpha * surprise / factor
        trends[lane] = fading + own.gain * surprise / factor
        seasons[phase + lane] = factor + own.gamma * surprise / expected
        pending[due + lane] = (levels[lane] + own.ahead * trends[lane]) * seasons[later + lane]
      } else {
        let surprise = value - expected - factor
        levels[lane] = expected + own.alpha * surprise
        trends[lane] = fading + own.gain * surprise
        seasons[phase + lane] = factor + own.gamma * surprise
        pending[due + lane] = levels[lane] + own.ahead * trends[lane] + seasons[later + lane]
      }
    }
    count += 1
  }

  /// The point whose forecasts were best; the first of equals, and of those that are no numbers none.
  package var best: Int {
    grid.alpha.indices.min { error($0) < error($1) } ?? 0
  }

  /// The path from here on of one point.
  package func path(_ point: Int, horizon: Int) -> [Double] {
    let (lane, place) = (point / 8, point % 8)
    let (level, trend) = (levels[lane][place], trends[lane][place])
    var (power, multiple) = (1.0, 0.0)
    return (0..<horizon).map { step in
      power *= grid.damping[point]
      multiple += power
      let factor = seasons[(count + step) % season * lanes + lane][place]
      let base = level + multiple * trend
      return isMultiplicative ? base * factor : base + factor
    }
  }

  private func error(_ point: Int) -> Double {
    let error = errors[point / 8][point % 8]
    return error.isFinite ? error : .infinity
  }

  private static func lane(_ values: [Double], _ lane: Int) -> Lane {
    var result = Lane.zero
    for index in (8 * lane)..<min(8 * lane + 8, values.count) {
      result[index - 8 * lane] = values[index]
    }
    return result
  }
}
