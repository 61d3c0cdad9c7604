/// Grows one tree after the other on the same rows.
struct TreeGrowth {
  private let rows: BoostedQuantiles.Rows
  private let width: Int
  private let count: Int
  /// Where each row of this round's sample stands in the tree.
  private var nodes: [Int32]
  /// This round's rows.
  private var sample: [Int32] = []
  /// Weight and three weighted gradients of each row.
  private var gradients: [SIMD4<Float>]

  /// Rows' worth of trust in no change.
  private static let prior: Float = 10
  /// Least weight on either side of a split.
  private static let least: Float = 40
  /// A split has to gain at least this much.
  private static let leastGain: Float = 1

  init(_ rows: BoostedQuantiles.Rows, width: Int) {
    (self.rows, self.width, count) = (rows, width, rows.targets.count)
    nodes = Array(repeating: 0, count: count)
    gradients = Array(repeating: .zero, count: count)
  }

  /// A tree on what `reached`, the quantiles of each row so far, missed; its leaves hold full steps.
  ///
  /// - Parameter round: Chooses the half of the rows and of the features that take part.
  mutating func grow(_ reached: [SIMD16<Float>], round: Int) -> QuantileTree {
    let features = (0..<width).filter { Self.takes(part: $0, of: round, salt: 1) }
    guard !features.isEmpty else { return QuantileTree() }
    sample.removeAll(keepingCapacity: true)
    for row in 0..<count where Self.takes(part: row, of: round, salt: 2) {
      sample.append(Int32(row))
      nodes[row] = 0
      gradients[row] = gradient(row, reached[row])
    }
    var tree = QuantileTree()
    var above: [SIMD4<Float>] = []
    for level in 0..<QuantileTree.depth {
      let first = (1 << level) - 1
      let histograms = histograms(features, first: first, nodes: 1 << level, above: above)
      for node in 0..<(1 << level) {
        guard let split = Self.best(histograms, node: node, features: features.count) else {
          continue
        }
        tree.split(
          first + node, feature: features[split.feature], threshold: UInt8(split.threshold))
      }
      descend(tree)
      above = histograms
    }
    tree.leaves = LeafQuantiles.values(
      sample: sample, nodes: nodes, rows: rows, reached: reached, prior: Self.prior)
    return tree
  }

  /// Whether row or feature `part` takes part in `round`: half of them do, the same ones on every machine.
  ///
  /// Source: Steele, Lea & Flood (2014), OOPSLA, SplitMix64's finaliser.
  private static func takes(part: Int, of round: Int, salt: UInt64) -> Bool {
    var mixed = UInt64(part) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(round) &* 0xD1B5_4A32_D192_ED03
    mixed = (mixed &+ salt ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return (mixed >> 63) == 0
  }

  /// A row of weight 1 that lies above all guiding quantiles, and below: its weight, then the gradients of the pinball
  /// loss, τ above the quantile and τ − 1 below, over their standard deviation, √(τ (1 − τ)), so that the levels count alike.
  private static let (above, below): (SIMD4<Float>, SIMD4<Float>) = {
    var (above, below) = (SIMD4<Float>(repeating: 1), SIMD4<Float>(repeating: 1))
    for (channel, lane) in BoostingLevels.guiding.enumerated() {
      let level = Float(BoostingLevels.all[lane])
      let spread = (level * (1 - level)).squareRoot()
      (above[channel + 1], below[channel + 1]) = (level / spread, (level - 1) / spread)
    }
    return (above, below)
  }()

  private func gradient(_ row: Int, _ reached: SIMD16<Float>) -> SIMD4<Float> {
    let guides = SIMD4<Float>(
      -.infinity, reached[BoostingLevels.guiding[0]], reached[BoostingLevels.guiding[1]],
      reached[BoostingLevels.guiding[2]])
    let isBelow = SIMD4<Float>(repeating: rows.targets[row]) .< guides
    return rows.weights[row] * Self.above.replacing(with: Self.below, where: isBelow)
  }

  /// Sums of the gradients by node, feature and bin.
  ///
  /// Of two siblings the one with fewer rows is summed; the other is what that leaves of their parent.
  ///
  /// - Parameter above: The parents' sums; none at the root.
  private func histograms(
    _ features: [Int], first: Int, nodes count: Int, above: [SIMD4<Float>]
  ) -> [SIMD4<Float>] {
    let size = features.count * FeatureBins.count
    var rowsOf = Array(repeating: 0, count: count)
    for row in sample { rowsOf[Int(nodes[Int(row)]) - first] += 1 }
    let summed = rowsOf.indices.map { node in
      above.isEmpty || rowsOf[node] < rowsOf[node ^ 1]
        || (rowsOf[node] == rowsOf[node ^ 1] && node % 2 == 0)
    }
    var sums = Array(repeating: SIMD4<Float>.zero, count: count * size)
    sums.withUnsafeMutableBufferPointer { sums in
      rows.bins.withUnsafeBufferPointer { bins in
        features.withUnsafeBufferPointer { features in
          for row in sample {
            let (row, gradient) = (Int(row), gradients[Int(row)])
            let node = Int(nodes[row]) - first
            guard summed[node] else { continue }
            var place = node * size
            for feature in features {
              sums[place + Int(bins[row * width + feature])] += gradient
              place += FeatureBins.count
            }
          }
        }
      }
      for node in 0..<count where !summed[node] {
        let (own, other, parent) = (node * size, (node ^ 1) * size, node / 2 * size)
        for index in 0..<size { sums[own + index] = above[parent + index] - sums[other + index] }
      }
    }
    return sums
  }

  /// The split of `node` that gains most, the first of equals; none that is worth it.
  private static func best(
    _ histograms: [SIMD4<Float>], node: Int, features: Int
  ) -> (feature: Int, threshold: Int)? {
    var (best, gain): ((Int, Int)?, Float) = (nil, leastGain)
    let first = node * features * FeatureBins.count
    return histograms.withUnsafeBufferPointer { histograms in
      var whole = SIMD4<Float>.zero
      for bin in 0..<FeatureBins.count { whole += histograms[first + bin] }
      guard whole[0] >= 2 * least else { return nil }
      let before = score(whole)
      for feature in 0..<features {
        let first = first + feature * FeatureBins.count
        var left = SIMD4<Float>.zero
        for bin in 0..<(FeatureBins.count - 1) {
          left += histograms[first + bin]
          let right = whole - left
          guard left[0] >= least else { continue }
          guard right[0] >= least else { break }
          let gained = score(left) + score(right) - before
          if gained > gain { (best, gain) = ((feature, bin), gained) }
        }
      }
      return best.map { (feature: $0.0, threshold: $0.1) }
    }
  }

  private static func score(_ sum: SIMD4<Float>) -> Float {
    (sum[1] * sum[1] + sum[2] * sum[2] + sum[3] * sum[3]) / (sum[0] + prior)
  }

  /// Moves the rows one question down.
  private mutating func descend(_ tree: QuantileTree) {
    rows.bins.withUnsafeBufferPointer { bins in
      guard let first = bins.baseAddress else { return }
      for row in sample {
        let row = Int(row)
        nodes[row] = Int32(tree.child(of: Int(nodes[row]), first + row * width))
      }
    }
  }
}
