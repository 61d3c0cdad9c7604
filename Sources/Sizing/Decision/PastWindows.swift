public import HeadroomBasics
internal import RealModule

/// An entity's own record at a horizon: how often its past windows of that length passed a size.
package struct PastWindows: Sendable, Hashable {
  /// The largest value of each past window, one starting each day, ascending.
  package let peaks: [Double]
  /// Days of history over days of horizon, at least 1.
  package let horizons: Double
  /// The length of a window, days.
  package let horizon: Int

  /// The share of a window's days that must be seen.
  private static let coverage = 0.6

  /// - Parameters:
  ///   - days: What each day showed that it needs at least, `NaN` for gaps; from the first observed day on.
  ///   - horizon: Days, `> 0`.
  package init(_ days: [Double], horizon: Int) {
    self.horizon = horizon
    horizons = max(1, Double(days.count) / Double(horizon))
    guard days.count > horizon else {
      peaks = days.filter { !$0.isNaN }.max().map { [$0] } ?? []
      return
    }
    var (found, queue, seen) = ([Double](), [Int](), 0)
    var head = 0
    for day in days.indices {
      if !days[day].isNaN {
        seen += 1
        while queue.count > head, days[queue[queue.count - 1]] <= days[day] { queue.removeLast() }
        queue.append(day)
      }
      let start = day - horizon + 1
      guard start >= 0 else { continue }
      if start > 0, !days[start - 1].isNaN { seen -= 1 }
      while head < queue.count, queue[head] < start { head += 1 }
      if Double(seen) >= Self.coverage * Double(horizon), head < queue.count {
        found.append(days[queue[head]])
      }
    }
    peaks = found.sorted()
  }

  /// The share of windows whose peak passed `size`, in [0, 1]; 0 without windows.
  package func shareAbove(_ size: Double) -> Double {
    guard !peaks.isEmpty else { return 0 }
    var (low, high) = (0, peaks.count)
    while low < high {
      let middle = (low + high) / 2
      if peaks[middle] > size { high = middle } else { low = middle + 1 }
    }
    return Double(peaks.count - low) / Double(peaks.count)
  }

  /// The most that may be promised of each size, ascending sizes.
  package func bounds(of sizes: [Double]) -> [Double] {
    var last: (share: Double, bound: Double)?
    return sizes.map { size in
      let share = shareAbove(size)
      if let last, last.share == share { return last.bound }
      let bound = bound(of: size)
      last = (share, bound)
      return bound
    }
  }

  /// The most that may be promised of `size`: the 0.9 quantile of Beta(n (1 − f) + 1, n f + ½) for a share f of windows
  /// that passed it and n horizons of history.
  package func bound(of size: Double) -> Double {
    guard !peaks.isEmpty else { return 1 }
    let passed = shareAbove(size)
    return BetaDistribution(
      alpha: horizons * (1 - passed) + 1, beta: horizons * passed + 0.5
    ).quantile(0.9)
  }
}

/// The beta distribution, for bounds on shares.
package struct BetaDistribution {
  private let alpha: Double
  private let beta: Double
  /// The logarithm of 1 / B(α, β).
  private let logFront: Double

  /// Creates a distribution; both parameters `> 0`.
  package init(alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
    logFront = Double.logGamma(alpha + beta) - Double.logGamma(alpha) - Double.logGamma(beta)
  }

  /// The value that a share stays below with probability `level`, to 1e-9.
  package func quantile(_ level: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<32 {
      let middle = (low + high) / 2
      if cumulative(middle) < level { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularised incomplete beta function I_x(α, β).
  ///
  /// Source: Lentz's evaluation of the continued fraction, NIST DLMF 8.17.22.
  package func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges fast below the mean; above it the tail is taken from the other side.
    return x < (alpha + 1) / (alpha + beta + 2)
      ? Self.tail(x, alpha, beta, logFront) : 1 - Self.tail(1 - x, beta, alpha, logFront)
  }

  private static func tail(
    _ x: Double, _ alpha: Double, _ beta: Double, _ logFront: Double
  ) -> Double {
    let front = Double.exp(logFront + alpha * Double.log(x) + beta * Double.log(onePlus: -x))
    return front * continuedFraction(x, alpha, beta) / alpha
  }

  private static func continuedFraction(
    _ x: Double, _ alpha: Double, _ beta: Double
  ) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (alpha + beta) * x / (alpha + 1)
    d = 1 / (d.magnitude < tiny ? tiny : d)
    var value = d
    for step in 1...200 {
      let m = Double(step)
      let even = m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
      d = 1 / nonzero(1 + even * d, tiny)
      c = nonzero(1 + even / c, tiny)
      value *= d * c
      let odd =
        -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2 * m) * (alpha + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d, tiny)
      c = nonzero(1 + odd / c, tiny)
      value *= d * c
      if (d * c - 1).magnitude < 1e-13 { break }
    }
    return value
  }

  private static func nonzero(_ value: Double, _ tiny: Double) -> Double {
    value.magnitude < tiny ? tiny : value
  }
}
