import CapacityModel
import HeadroomBasics

/// Which quantile each series takes on each of a number of joint futures.
///
/// Future `s` stands for one past origin and one shift along its residual path; it is the same pair for every series,
/// so that what went wrong together goes wrong together again. A series' residuals, each in units of the usual error
/// at its step, are ranked among themselves; the rank is the level of the calibrated quantile that the series takes.
/// The set of levels is the same for every series, hence marginals stay as calibrated.
///
/// Sources: Clark, Gangopadhyay, Hay, Rajagopalan & Wilby (2004), "The Schaake shuffle", J. Hydrometeorology 5(1);
/// Schefzik, Thorarinsdottir & Gneiting (2013), "Uncertainty quantification … using ensemble copula coupling",
/// Statistical Science 28(4); Politis & Romano (1992), "A circular block-resampling procedure".
struct JointRanks: Sendable {
  let paths: BacktestPaths
  /// How many futures.
  let count: Int
  private let usable: [Int]
  private let length: Int
  private let picks: [(origin: Int, shift: Int)]
  private let usual: [Double]
  private let seed: UInt64

  /// Futures drawn: quantiles of sums need no more, and memory grows with them.
  private static let most = 768

  /// - Parameter seed: For series without residuals of their own and for ties.
  init(_ paths: BacktestPaths, seed: UInt64) {
    (self.paths, self.seed) = (paths, seed)
    // The length that at least half of the origins know; those that know less stand aside.
    let known = paths.steps.sorted()
    let length = known.isEmpty ? 0 : known[known.count / 2]
    let usable = paths.ends.indices.filter { paths.steps[$0] >= length && length > 0 }
    let all = usable.count * length
    let count = min(max(all, 0), Self.most)
    (self.length, self.usable) = (length, usable)
    self.count = count > 0 ? count : Self.most
    // A systematic sample of all pairs of an origin and a shift: spread evenly, nothing left to chance.
    picks = (0..<count).map { pick in
      let place = pick * all / count
      return (place / length, place % length)
    }
    usual = Self.usual(paths, usable: usable, length: length)
  }

  /// Whether there are past errors to rank; without, every series takes the same level on a future.
  var isMeasured: Bool { !picks.isEmpty }

  /// The levels of `series` on every future, each in (0, 1), shape `[L × S]` over `period` steps that repeat.
  func levels(_ series: Int) -> (levels: [Double], period: Int) {
    guard isMeasured else {
      return ((0..<count).map { (Double($0) + 0.5) / Double(count) }, 1)
    }
    let ranks = ranks(series)
    var levels = Array(repeating: 0.0, count: length * count)
    for step in 0..<length {
      for (path, pick) in picks.enumerated() {
        levels[step * count + path] = ranks[pick.origin * length + (step + pick.shift) % length]
      }
    }
    return (levels, length)
  }

  /// The level of each residual among all of the series, shape `[origins × L]`.
  private func ranks(_ series: Int) -> [Double] {
    var noise = SplitMix64(name: paths.entities[series].name, seed: seed)
    var scores: [(score: Double, tie: UInt64)] = []
    scores.reserveCapacity(usable.count * length)
    var known: [Double] = []
    for origin in usable {
      for step in 0..<length {
        let residual = paths.residual(series: series, origin: origin, step: step)
        let score = residual.map { $0 / usual[step] }
        if let score { known.append(score) }
        scores.append((score ?? .nan, noise.next()))
      }
    }
    // What is not known takes one of the known scores by chance: it tells nothing of what goes together.
    for index in scores.indices where scores[index].score.isNaN {
      let drawn = scores[index].tie >> 1
      scores[index].score = known.isEmpty ? 0 : known[Int(drawn % UInt64(known.count))]
    }
    let order = scores.indices.sorted { left, right in
      (scores[left].score, scores[left].tie, left) < (scores[right].score, scores[right].tie, right)
    }
    var ranks = Array(repeating: 0.0, count: scores.count)
    for (rank, index) in order.enumerated() {
      ranks[index] = (Double(rank) + 0.5) / Double(scores.count)
    }
    return ranks
  }

  /// The usual absolute error at each step over all series, each in units of its own.
  private static func usual(_ paths: BacktestPaths, usable: [Int], length: Int) -> [Double] {
    var (sums, counts) = (
      Array(repeating: 0.0, count: length), Array(repeating: 0.0, count: length)
    )
    for series in paths.entities.indices {
      for origin in usable {
        let path = (0..<length).map { paths.residual(series: series, origin: origin, step: $0) }
        let seen = path.compactMap { $0?.magnitude }
        let scale = seen.reduce(0, +) / Double(max(seen.count, 1))
        guard scale > 0 else { continue }
        for step in 0..<length {
          guard let residual = path[step] else { continue }
          sums[step] += residual.magnitude / scale
          counts[step] += 1
        }
      }
    }
    return (0..<length).map { counts[$0] > 0 ? max(sums[$0] / counts[$0], 1e-3) : 1 }
  }
}
