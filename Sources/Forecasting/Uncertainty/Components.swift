import CapacityModel

/// A forecast path told as level, trend and season.
///
/// The level is the mean of the last season (or of the last seven steps) before the origin. The trend is the line from
/// it that fits the path's season-free departure from the level best; the season is what the path repeats by phase
/// around that line. What is left of the path is not explained.
struct Components: Sendable {
  let level: Double
  let trend: [Double]
  let season: [Double]

  /// - Parameters:
  ///   - path: The median forecast of one series, shape `[h]`.
  ///   - recent: The latest values before the origin, natural units.
  ///   - period: Steps of the season; `nil` for none.
  init(path: [Double], recent: [Double], period: Int?) {
    let h = path.count
    level = recent.isEmpty ? path[0] : recent.mean
    let (departure, base) = (path.map { $0 - recent.meanOr(path[0]) }, period ?? 1)
    // A slope needs more than one season ahead: within one, season and trend look alike.
    var slope = 0.0
    if h >= 2 * base, h >= 2 {
      let whole = h / base * base
      var (cross, square) = (0.0, 0.0)
      for block in 0..<(whole / base) {
        let mean = departure[(block * base)..<((block + 1) * base)].mean
        let middle = Double(block * base) + 0.5 * Double(base + 1)
        (cross, square) = (cross + middle * mean, square + middle * middle)
      }
      slope = cross / square
    }
    let trend = (1...h).map { slope * Double($0) }
    self.trend = trend
    guard let period, period > 1 else {
      season = Array(repeating: 0, count: h)
      return
    }
    season = (0..<h).map { k in
      stride(from: k % period, to: h, by: period).map { departure[$0] - trend[$0] }.mean
    }
  }
}

extension Array where Element == Double {
  /// The mean, or a value in place of the mean of nothing.
  fileprivate func meanOr(_ fallback: Double) -> Double { isEmpty ? fallback : mean }
}
