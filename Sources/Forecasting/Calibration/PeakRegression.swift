import LinearAlgebra

/// Quantiles of the next maximum up to one step ahead, by quantile regression on the past of all series.
///
/// Scores of a forecast are calibrated but not sharp: a series that burst once is given room for as large a burst for
/// ever after. The regression knows how long ago the last maximum was, how often values came near it and how the
/// maxima of earlier windows spread. It needs no forecast, so that every step of the history can teach it.
///
/// Source: Koenker & Bassett (1978), Econometrica 46(1): regression quantiles.
struct PeakRegression: Sendable {
  /// Steps ahead, k.
  let ahead: Int
  /// Paths that do not overlap, about: what trust in the regression grows with.
  let independent: Double
  private let unit: Int
  private let centre: [Double]
  private let inverse: [Double]
  private let fits: [[Double]]
  /// How far beyond the highest fitted level the maxima went, in units of the distance between the two highest.
  private let beyond: TailedSample

  private static let levels = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]
  private static let penalty = 3.0
  /// Origins that teach, at most; rows used, at least and at most.
  private static let (origins, fewest, most) = (41, 200, 12_000)
  private static let narrowest = 0.05

  /// Learns from every origin that knows `ahead` steps; `nil` where they are too few.
  init?(_ panel: PreparedPanel, ahead: Int, unit: Int, typical: Double) throws(ForecastingError) {
    (self.ahead, self.unit) = (ahead, unit)
    let samples = Self.samples(panel, ahead: ahead, unit: unit, typical: typical)
    guard samples.targets.count >= Self.fewest else { return nil }
    independent = Double(samples.targets.count) * samples.weight
    let width = PeakFeatures.count
    let count = Double(samples.targets.count)
    var (centre, inverse) = (
      Array(repeating: 0.0, count: width), Array(repeating: 1.0, count: width)
    )
    for column in 1..<width {
      let mean = samples.rows.reduce(0) { $0 + $1[column] } / count
      let square = samples.rows.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count
      (centre[column], inverse[column]) = (mean, 1 / max(square.squareRoot(), 1e-6))
    }
    (self.centre, self.inverse) = (centre, inverse)
    let design = samples.rows.map { Self.standardised($0, centre, inverse) }
    let matrix = Matrix(
      rows: design.count, columns: width, elements: design.flatMap { $0 })
    do {
      var fits: [[Double]] = []
      for level in Self.levels {
        fits.append(
          try QuantileRegression(
            design: matrix, targets: samples.targets, level: level, penalty: Self.penalty
          ).weights)
      }
      self.fits = fits
    } catch {
      throw .numerical("the quantiles of peaks \(ahead) steps ahead (\(error))")
    }
    let fits = fits
    beyond = TailedSample(
      zip(design, samples.targets).map { row, target in
        let nodes = Self.nodes(row, fits)
        return (target - nodes[6]) / max(nodes[6] - nodes[4], Self.narrowest)
      })
  }

  /// The quantiles of the maximum over the next `ahead` steps, in the unit of `series`, in the order of `levels`.
  func quantiles(_ features: PeakFeatures, levels: [Double]) -> [Double] {
    let nodes = Self.nodes(Self.standardised(features.values, centre, inverse), fits)
    let width = max(nodes[6] - nodes[4], Self.narrowest)
    return levels.map { level in
      guard level > Self.levels[6] else {
        return features.maximum(Self.interpolated(nodes, at: level))
      }
      return features.maximum(nodes[6] + max(0, beyond.quantile(level)) * width)
    }
  }

  /// The fitted levels of one row, in order.
  private static func nodes(_ row: [Double], _ fits: [[Double]]) -> [Double] {
    var last = -Double.infinity
    return fits.map { weights in
      last = max(last, zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 })
      return last
    }
  }

  /// Linear between the fitted levels in the logit of the level, and beyond the lowest.
  private static func interpolated(_ nodes: [Double], at level: Double) -> Double {
    func logit(_ p: Double) -> Double { Exponential.logarithm(p / (1 - p)) }
    let above = max(1, levels.firstIndex { $0 >= level } ?? levels.count - 1)
    let (low, high) = (logit(levels[above - 1]), logit(levels[above]))
    let share = (logit(level) - low) / (high - low)
    return nodes[above - 1] + share * (nodes[above] - nodes[above - 1])
  }

  /// Features a series never had before are taken as five deviations, not as more.
  private static func standardised(
    _ values: [Double], _ centre: [Double], _ inverse: [Double]
  ) -> [Double] {
    values.indices.map { min(max((values[$0] - centre[$0]) * inverse[$0], -5), 5) }
  }

  private struct Samples {
    var rows: [[Double]] = []
    var targets: [Double] = []
    /// What one of them counts: neighbouring origins share most of what follows.
    var weight = 1.0
  }

  private static func samples(
    _ panel: PreparedPanel, ahead: Int, unit: Int, typical: Double
  ) -> Samples {
    let fewest = 10 * unit
    let last = panel.length - ahead
    let ends = (0..<origins).map { last - $0 * unit }.filter { $0 >= fewest }
    var samples = Samples()
    samples.weight = min(1, Double(unit) / Double(ahead))
    let step = max(1, (ends.count * panel.seriesCount + most - 1) / most)
    // A prime stride would still meet the same series at each origin, so that the count runs on across them.
    var number = 0
    for end in ends {
      for series in 0..<panel.seriesCount
      where panel.teachesPeaks(series, at: end, needed: 7 * unit)
        && end + ahead <= panel.unsettled[series]
      {
        number += 1
        guard number % step == 0,
          let maximum = panel.maximum(series, end..<(end + ahead))
        else { continue }
        let features = PeakFeatures(
          panel, series: series, end: end, ahead: ahead, unit: unit,
          typical: typical / panel.unit[series])
        samples.rows.append(features.values)
        samples.targets.append(features.target(maximum))
      }
    }
    return samples
  }
}

extension PreparedPanel {
  /// Whether logarithms of maxima make sense and enough was seen of `series` after `end` steps.
  func teachesPeaks(_ series: Int, at end: Int, needed: Int) -> Bool {
    lowest[series] >= 0 && highest[series] > 0 && end - start[series] >= needed
      && observed[series * length + end - 1]
      && 2 * seen(series, start[series]..<end) >= end - start[series]
  }

  /// The largest value seen in `range`; `nil` where less than three quarters of it were seen.
  func maximum(_ series: Int, _ range: Range<Int>) -> Double? {
    guard 4 * seen(series, range) >= 3 * range.count else { return nil }
    let row = series * length
    var largest = -Double.infinity
    for step in range where observed[row + step] { largest = max(largest, natural[row + step]) }
    return largest
  }
}
