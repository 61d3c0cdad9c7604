/// Parameters of exponential smoothing that are run side by side.
struct SmoothingGrid: Sendable {
  /// What a point of the grid can do.
  enum Kind: Int, CaseIterable, Sendable {
    /// A level without a trend.
    case simple
    /// Level and a lasting trend.
    case trend
    /// Level and a trend that fades.
    case damped
  }

  /// Share of a surprise that moves the level.
  private(set) var alpha: [Double] = []
  /// Share of a surprise that moves the trend.
  private(set) var gain: [Double] = []
  /// What is left of the trend a step later.
  private(set) var damping: [Double] = []
  /// The points of each kind, one range a kind.
  private(set) var points: [Range<Int>] = []

  /// The grid that all series share.
  static let standard: SmoothingGrid = {
    let levels = [0.03, 0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 0.97]
    let steep = levels.dropFirst(2)
    var grid = SmoothingGrid()
    grid.append(levels.map { ($0, 0, 1) })
    grid.append(steep.flatMap { level in [0.03, 0.1, 0.3].map { (level, $0, 1) } })
    grid.append(
      steep.flatMap { level in
        [0.05, 0.2].flatMap { beta in [0.8, 0.9, 0.96].map { (level, beta, $0) } }
      })
    return grid
  }()

  /// p + p² + … + pᵏ: how many trend steps `steps` damped ones add up to.
  static func multiple(damping: Double, steps: Int) -> Double {
    guard damping < 1 else { return Double(steps) }
    return damping * (1 - Exponential.power(damping, Double(steps))) / (1 - damping)
  }

  private mutating func append(_ parameters: [(level: Double, trend: Double, damping: Double)]) {
    points.append(alpha.count..<(alpha.count + parameters.count))
    for point in parameters {
      alpha.append(point.level)
      gain.append(point.level * point.trend)
      damping.append(point.damping)
    }
  }
}
