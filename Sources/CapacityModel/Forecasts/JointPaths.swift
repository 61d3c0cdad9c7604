import HeadroomBasics

/// Possible futures of several series, each path one future of all of them: what sums and their peaks are read from.
///
/// Quantiles do not add up; paths do. A sum's quantile is the quantile of the summed paths.
public struct JointPaths: Sendable, Hashable {
  /// The series of the paths, N of them.
  public let entities: [EntityID]
  /// The steps ahead.
  public let calendar: StepCalendar
  /// How many futures.
  public let pathCount: Int
  /// Demand, natural units, shape `[N × h × S]`: path `s` of step `k` of series `n` is at `(n * h + k) * S + s`.
  public private(set) var values: [Double]

  /// The number of series, N.
  public var seriesCount: Int { entities.count }

  /// The number of steps ahead, h.
  public var horizon: Int { calendar.count }

  /// Creates paths on which nothing is demanded.
  public init(entities: [EntityID], calendar: StepCalendar, pathCount: Int) {
    precondition(pathCount > 0, "\(pathCount) paths")
    (self.entities, self.calendar, self.pathCount) = (entities, calendar, pathCount)
    values = Array(repeating: 0, count: entities.count * calendar.count * pathCount)
  }

  /// Adds the paths of one part to `series`.
  ///
  /// - Parameter paths: Shape `[h × S]`.
  public mutating func add(_ paths: [Double], to series: Int) {
    precondition(
      paths.count == horizon * pathCount, "\(paths.count) values for [\(horizon) × \(pathCount)]")
    let first = series * paths.count
    for index in paths.indices { values[first + index] += paths[index] }
  }

  /// The mean of every step, time-major `[h × N]`.
  public func means() -> [Double] {
    var means = Array(repeating: 0.0, count: seriesCount * horizon)
    for series in 0..<seriesCount {
      for step in 0..<horizon {
        let place = (series * horizon + step) * pathCount
        means[step * seriesCount + series] =
          values[place..<(place + pathCount)].reduce(0, +) / Double(pathCount)
      }
    }
    return means
  }

  /// Quantiles of every step at `levels`, a time-major matrix `[h × N]` a level; linear between order statistics
  /// (Hyndman & Fan 1996, type 7).
  public func quantiles(_ levels: [Double]) -> [[Double]] { quantiles(levels, of: values) }

  /// Quantiles of the largest demand from the first step to each one, as `quantiles`.
  public func peakQuantiles(_ levels: [Double]) -> [[Double]] {
    var running = values
    for series in 0..<seriesCount {
      for step in 1..<max(horizon, 1) {
        let place = (series * horizon + step) * pathCount
        for path in place..<(place + pathCount) {
          running[path] = max(running[path], running[path - pathCount])
        }
      }
    }
    return quantiles(levels, of: running)
  }

  private func quantiles(_ levels: [Double], of values: [Double]) -> [[Double]] {
    var matrices = levels.map { _ in Array(repeating: 0.0, count: seriesCount * horizon) }
    for series in 0..<seriesCount {
      for step in 0..<horizon {
        let place = (series * horizon + step) * pathCount
        let sorted = values[place..<(place + pathCount)].sorted()
        for (index, level) in levels.enumerated() {
          matrices[index][step * seriesCount + series] = OrderStatistics.quantile(sorted, level)
        }
      }
    }
    return matrices
  }
}
