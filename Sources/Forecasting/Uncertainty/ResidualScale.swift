import CapacityModel
import RealModule

/// The size of a series' errors: own past errors, shrunk to what its scale lets expect.
///
/// For a past origin its own errors are left out, so that standardised scores of the back-test are as honest as those
/// to come.
struct ResidualScale: Sendable {
  /// For the forecast, shape `[N]`.
  let now: [Double]
  /// For each origin without that origin's errors, shape `[N]` each.
  let leftOut: [[Double]]
  /// Growth of errors over the steps ahead, mean 1 over the known ones, shape `[h]`.
  let profile: [Double]
  /// Steps ahead at which errors are known.
  let knownSteps: Int
  /// Exponent of the growth beyond them.
  let growth: Double

  /// Observations a step needs for its error to count as known.
  private static let leastCount = 12

  /// - Parameters:
  ///   - residuals: For each origin, shape `[h × N]`.
  ///   - profiles: Each series' present look.
  init(
    _ residuals: [[Double]], _ test: BackTest, profiles: [SeriesProfile], horizon: Int,
    prior: Double
  ) {
    let n = profiles.count
    var sums = [Double](repeating: 0, count: horizon)
    var counts = [Int](repeating: 0, count: horizon)
    for (origin, residual) in zip(test.origins, residuals) {
      for k in 0..<horizon {
        for series in 0..<n where origin.valid[k * n + series] {
          // One wild series must not draw the profile.
          sums[k] += min(residual[k * n + series].magnitude / origin.scales[series], 20)
          counts[k] += 1
        }
      }
    }
    let least = min(Self.leastCount, max(2, counts[0] / 4))
    let known = counts.firstIndex { $0 < least } ?? horizon
    knownSteps = known
    let means = (0..<known).map { sums[$0] / Double(counts[$0]) }
    (profile, growth) = Self.extended(Self.smoothed(means), to: horizon)
    (now, leftOut) = Self.scales(residuals, test, profiles, profile, prior: prior)
  }

  /// A mean over up to seven neighbouring steps; the first steps, where errors grow fastest, keep their own.
  private static func smoothed(_ means: [Double]) -> [Double] {
    means.indices.map { k in
      let reach = min(3, k, means.count - 1 - k)
      return means[(k - reach)...(k + reach)].mean
    }
  }

  /// Scales the profile to mean 1 and carries it on by a power of the step where nothing is known.
  private static func extended(_ means: [Double], to horizon: Int) -> ([Double], growth: Double) {
    let overall = means.mean
    guard overall > 0 else { return ((1...horizon).map { _ in 1 }, 0.25) }
    var profile = means.map { max($0 / overall, 0.05) }
    var growth = 0.25
    if profile.count >= 4 {
      let x = profile.indices.map { Double.log(Double($0 + 1)) }
      let y = profile.map { Double.log($0) }
      let (mx, my) = (x.mean, y.mean)
      let cross = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
      let square = x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
      // Errors of a random walk grow with the root of the step; nothing here may grow faster or shrink.
      growth = min(max(cross / square, 0.1), 0.5)
    }
    let (last, steps) = (profile[profile.count - 1], Double(profile.count))
    for k in profile.count..<max(profile.count, horizon) {
      profile.append(last * Double.pow(Double(k + 1) / steps, growth))
    }
    return (profile, growth)
  }

  private static func scales(
    _ residuals: [[Double]], _ test: BackTest, _ profiles: [SeriesProfile], _ profile: [Double],
    prior: Double
  ) -> ([Double], [[Double]]) {
    let n = profiles.count
    // Mean absolute standardised error of each origin and series, `nil` where nothing is known.
    let errors: [[Double?]] = zip(test.origins, residuals).map { origin, residual in
      (0..<n).map { series in
        var (sum, count) = (0.0, 0)
        for k in profile.indices where origin.valid[k * n + series] {
          sum += residual[k * n + series].magnitude / profile[k]
          count += 1
        }
        return count > 0 ? sum / Double(count) : nil
      }
    }
    var ratios: [Double] = []
    for (origin, row) in zip(test.origins, errors) {
      for (series, error) in row.enumerated() {
        if let error { ratios.append(error / origin.scales[series]) }
      }
    }
    let ratio = ratios.isEmpty ? 1 : max(ratios.median, 0.05)
    // Horizons that overlap see the same shocks: so many of them count as one, and none may judge another.
    let seen = test.origins.map(\.seenSteps)
    let horizon = profile.count
    let crowd = seen.map { one in
      Double(seen.reduce(0) { $0 + ((one - $1).magnitude < horizon ? 1 : 0) })
    }
    func scale(_ series: Int, _ base: Double, judging origin: Int?) -> Double {
      var (sum, weight) = (prior * ratio * base, prior)
      for (index, row) in errors.enumerated() {
        if let origin, (seen[index] - seen[origin]).magnitude < horizon { continue }
        if let error = row[series] {
          (sum, weight) = (sum + error / crowd[index], weight + 1 / crowd[index])
        }
      }
      return max(sum / weight, 1e-12)
    }
    let now = (0..<n).map { scale($0, profiles[$0].scale, judging: nil) }
    let leftOut = test.origins.indices.map { index in
      (0..<n).map { scale($0, test.origins[index].scales[$0], judging: index) }
    }
    return (now, leftOut)
  }
}
