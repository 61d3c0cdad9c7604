/// The state of Autopilot's learning recommender for one entity.
///
/// With o and u the decayed shares of samples above and below a limit, model m prefers the bucket edge of least
/// `w_o o + w_u u + w_ΔL [changed]`; a model's own cost decays with `recency`; the model in charge is the cheapest with its
/// change priced.
struct AutopilotEnsemble {
  /// The limit in force, bytes; −1 before the first window.
  private(set) var limit = -1.0

  private let policy: AutopilotLearningPolicy
  private let decays = AutopilotLearningPolicy.decays
  private let margins = AutopilotLearningPolicy.margins
  private var over: [Double]
  private var under: [Double]
  private var lastEdge: [Int]
  private var limits: [Double]
  private var costs: [Double]
  private var inCharge = -1

  init(policy: AutopilotLearningPolicy) {
    self.policy = policy
    over = Array(repeating: 0, count: decays.count * SampleBins.count)
    under = over
    lastEdge = Array(repeating: -1, count: decays.count)
    limits = Array(repeating: 0, count: decays.count * margins.count)
    costs = limits
  }

  /// Takes in one window's samples by bucket.
  mutating func learn(_ bins: [(bin: UInt8, count: Double)]) {
    let window = WindowShares(bins)
    let isFirst = inCharge < 0
    var (best, bestScore) = (-1, Double.infinity)
    for decay in decays.indices {
      let edge = preferredEdge(decay, window, isFirst: isFirst)
      lastEdge[decay] = edge
      for (place, margin) in margins.enumerated() {
        let model = decay * margins.count + place
        let wanted = SampleBins.edges[edge + 1] * (1 + margin)
        let changed = !isFirst && (wanted - limits[model]).magnitude > 1e-3
        let now =
          policy.overrun * window.shareAbove(wanted) + policy.underrun * window.shareBelow(wanted)
          + (changed ? policy.limitChange : 0)
        costs[model] = isFirst ? now : policy.recency * now + (1 - policy.recency) * costs[model]
        limits[model] = wanted
        var score = costs[model]
        if !isFirst, model != inCharge { score += policy.modelChange }
        if !isFirst, (wanted - limit).magnitude > 1e-3 { score += policy.limitChange }
        if score < bestScore { (best, bestScore) = (model, score) }
      }
    }
    (inCharge, limit) = (best, limits[best])
  }

  private mutating func preferredEdge(
    _ decay: Int, _ window: WindowShares, isFirst: Bool
  ) -> Int {
    let rate = isFirst ? 1 : decays[decay]
    var (best, bestCost) = (0, Double.infinity)
    let row = decay * SampleBins.count
    for bin in 0..<SampleBins.count {
      over[row + bin] += rate * (window.above[bin] - over[row + bin])
      under[row + bin] += rate * (window.below[bin] - under[row + bin])
      var cost = policy.overrun * over[row + bin] + policy.underrun * under[row + bin]
      if lastEdge[decay] >= 0, bin != lastEdge[decay] { cost += policy.limitChange }
      if cost < bestCost - 1e-12 { (best, bestCost) = (bin, cost) }
    }
    return best
  }
}

/// The shares of one window's samples in the buckets above and below each bucket.
private struct WindowShares {
  var above = [Double](repeating: 0, count: SampleBins.count)
  var below = [Double](repeating: 0, count: SampleBins.count)

  init(_ bins: [(bin: UInt8, count: Double)]) {
    var share = [Double](repeating: 0, count: SampleBins.count)
    let total = bins.reduce(0) { $0 + $1.count }
    for (bin, count) in bins { share[Int(bin)] = count / total }
    var sum = 0.0
    for bin in share.indices.reversed() {
      above[bin] = sum
      sum += share[bin]
    }
    for bin in share.indices { below[bin] = max(0, 1 - above[bin] - share[bin]) }
  }

  /// The share in buckets whose upper edge is above `limit`, bytes.
  func shareAbove(_ limit: Double) -> Double {
    guard let last = Self.lastBin(endingAtMost: limit + 1e-3) else { return 1 }
    return above[last]
  }

  /// The share in buckets whose upper edge is below `limit`, bytes.
  func shareBelow(_ limit: Double) -> Double {
    guard let last = Self.lastBin(endingAtMost: limit - 1e-3) else { return 0 }
    return 1 - above[last]
  }

  private static func lastBin(endingAtMost limit: Double) -> Int? {
    guard limit >= SampleBins.edges[1] else { return nil }
    // The bucket that starts at or below the limit; the one before it ends there.
    return limit >= SampleBins.edges[SampleBins.count]
      ? SampleBins.count - 1 : SampleBins.bin(of: limit) - 1
  }
}
