/// Quantiles of a target given features: trees, each of which mends what the ones before it missed.
///
/// The structure of a tree follows the gradients of the pinball losses of three levels together; each leaf then moves
/// every level by a share of that level's own quantile of the residuals in the leaf.
///
/// Sources: Friedman (2001), Annals of Statistics 29(5), for boosting with exact line search in the leaves; Koenker &
/// Bassett (1978), Econometrica 46(1), for the loss; Ke et al. (2017), NIPS 30, for histograms.
package struct BoostedQuantiles: Sendable {
  /// The quantiles of the targets as a whole.
  private(set) var base = SIMD16<Float>.zero
  /// In the order that they were grown.
  private(set) var trees: [QuantileTree] = []

  /// Rows to learn from.
  package struct Rows: Sendable {
    /// Shape `[n × width]`.
    package var bins: [UInt8]
    /// Shape `[n]`.
    package var targets: [Float]
    /// Shape `[n]`, `≥ 0`, about 1.
    package var weights: [Float]
    /// The series of each row, shape `[n]`.
    package var series: [Int]

    /// Rows of features already in bins.
    package init(bins: [UInt8], targets: [Float], weights: [Float], series: [Int]) {
      (self.bins, self.targets, self.weights, self.series) = (bins, targets, weights, series)
    }

    /// Some of them, evenly thinned where there are more than `limit`.
    func selecting(_ rows: [Int], atMost limit: Int) -> Rows {
      let width = bins.count / max(targets.count, 1)
      let step = max(1, (rows.count + limit - 1) / limit)
      let rows = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
      return Rows(
        bins: rows.flatMap { bins[($0 * width)..<(($0 + 1) * width)] },
        targets: rows.map { targets[$0] }, weights: rows.map { weights[$0] },
        series: rows.map { series[$0] })
    }
  }

  /// A model that was learnt elsewhere.
  init(base: SIMD16<Float>, trees: [QuantileTree]) { (self.base, self.trees) = (base, trees) }

  /// Learns from `rows`, at least one, by growing `rounds` trees, each of which takes a share `rate` of what it finds.
  ///
  /// - Parameter beginning: A model whose answers the trees mend; the quantiles of the targets when absent.
  package init(
    _ rows: Rows, width: Int, rounds: Int, rate: Float, beginning: BoostedQuantiles? = nil
  ) {
    let count = rows.targets.count
    precondition(
      count > 0 && rows.bins.count == count * width && rows.weights.count == count,
      "\(rows.bins.count) bins of \(width) features, \(count) targets, \(rows.weights.count) weights"
    )
    var reached: [SIMD16<Float>]
    if let beginning {
      self = beginning
      reached = Array(repeating: .zero, count: count)
      rows.bins.withUnsafeBufferPointer { beginning.add($0, width: width, to: &reached) }
    } else {
      base = Self.quantiles(rows)
      reached = Array(repeating: base, count: count)
    }
    var growth = TreeGrowth(rows, width: width)
    for round in 0..<rounds {
      var tree = growth.grow(reached, round: round)
      for leaf in tree.leaves.indices { tree.leaves[leaf] *= rate }
      rows.bins.withUnsafeBufferPointer { bins in
        guard let first = bins.baseAddress else { return }
        for row in 0..<count { reached[row] += tree.leaves[tree.leaf(first + row * width)] }
      }
      trees.append(tree)
    }
  }

  /// The quantiles for one row of bins; they may cross.
  package func quantiles(_ bins: [UInt8]) -> SIMD16<Float> {
    bins.withUnsafeBufferPointer { bins in bins.baseAddress.map { quantiles($0) } ?? base }
  }

  /// The quantiles for the row of bins that begins at `bins`; they may cross.
  func quantiles(_ bins: UnsafePointer<UInt8>) -> SIMD16<Float> {
    var sum = base
    for tree in trees { sum += tree.leaves[tree.leaf(bins)] }
    return sum
  }

  /// Adds the quantiles of each row of bins, shape `[n × width]`, to `sums`, tree by tree: a tree stays at hand while
  /// all rows pass it.
  func add(_ bins: UnsafeBufferPointer<UInt8>, width: Int, to sums: inout [SIMD16<Float>]) {
    guard let first = bins.baseAddress else { return }
    for row in sums.indices { sums[row] += base }
    sums.withUnsafeMutableBufferPointer { sums in
      for tree in trees {
        tree.withQuestions { features, thresholds, leaves in
          for row in sums.indices {
            let bins = first + row * width
            var node = 0
            for _ in 0..<QuantileTree.depth {
              node = 2 * node + (bins[features[node]] > thresholds[node] ? 2 : 1)
            }
            sums[row] += leaves[node - QuantileTree.nodeCount]
          }
        }
      }
    }
  }

  /// Weighted quantiles of all targets.
  private static func quantiles(_ rows: Rows) -> SIMD16<Float> {
    let order = rows.targets.indices.sorted { rows.targets[$0] < rows.targets[$1] }
    let total = rows.weights.reduce(0) { $0 + Double($1) }
    var result = SIMD16<Float>.zero
    var (place, sum) = (0, Double(rows.weights[order[0]]))
    for (lane, level) in BoostingLevels.all.enumerated() {
      while place + 1 < order.count, sum < level * total {
        place += 1
        sum += Double(rows.weights[order[place]])
      }
      result[lane] = rows.targets[order[place]]
    }
    return result
  }
}
