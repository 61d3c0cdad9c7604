import HeadroomBasics

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
    /// What a model learnt elsewhere says of each row, shape `[n]`; empty where trees begin from nothing.
    private(set) var begun: [SIMD16<Float>] = []

    /// Rows of features already in bins.
    package init(bins: [UInt8], targets: [Float], weights: [Float], series: [Int]) {
      (self.bins, self.targets, self.weights, self.series) = (bins, targets, weights, series)
    }

    /// Lets trees begin from what `model` says of the rows.
    mutating func begin(with model: BoostedQuantiles, width: Int) {
      begun = model.quantiles(of: self, width: width)
    }

    /// Some of them, evenly thinned where there are more than `limit`.
    func selecting(_ rows: [Int], atMost limit: Int) -> Rows {
      let width = bins.count / max(targets.count, 1)
      let step = max(1, (rows.count + limit - 1) / limit)
      let rows = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
      var selected = Rows(
        bins: rows.flatMap { bins[($0 * width)..<(($0 + 1) * width)] },
        targets: rows.map { targets[$0] }, weights: rows.map { weights[$0] },
        series: rows.map { series[$0] })
      if !begun.isEmpty { selected.begun = rows.map { begun[$0] } }
      return selected
    }
  }

  /// A model that was learnt elsewhere.
  init(base: SIMD16<Float>, trees: [QuantileTree]) { (self.base, self.trees) = (base, trees) }

  /// Learns from `rows`, at least one, by growing `rounds` trees, each of which takes a share `rate` of what it finds.
  ///
  /// Of rows that begin from another model the trees learn what that model misses; its answer has to be added to theirs.
  package init(_ rows: Rows, width: Int, rounds: Int, rate: Float) {
    let count = rows.targets.count
    precondition(
      count > 0 && rows.bins.count == count * width && rows.weights.count == count
        && (rows.begun.isEmpty || rows.begun.count == count),
      "\(rows.bins.count) bins of \(width) features, \(count) targets, \(rows.weights.count) weights"
    )
    var reached = rows.begun
    if reached.isEmpty {
      base = Self.quantiles(rows)
      reached = Array(repeating: base, count: count)
    }
    var growth = TreeGrowth(rows, width: width)
    for round in 0..<rounds {
      var tree = growth.grow(reached, round: round)
      tree.scale(by: rate)
      rows.bins.withUnsafeBufferPointer { tree.add($0, width: width, to: &reached) }
      trees.append(tree)
    }
  }

  /// The mean of `models`, beyond `beginning` where there is one, as one model: what all begin from is asked once.
  init(meanOf models: [BoostedQuantiles], beyond beginning: BoostedQuantiles?) {
    precondition(!models.isEmpty, "the mean of no models")
    let share = 1 / Float(models.count)
    if let beginning { self = beginning }
    for model in models {
      base += model.base * share
      trees += model.trees.map { tree in
        var tree = tree
        tree.scale(by: share)
        return tree
      }
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

  /// The quantiles for each row of bins, shape `[n × width]`, tree by tree: a tree stays at hand while all rows pass it.
  func quantiles(_ bins: UnsafeBufferPointer<UInt8>, width: Int) -> [SIMD16<Float>] {
    var sums = Array(repeating: base, count: bins.count / max(width, 1))
    for tree in trees { tree.add(bins, width: width, to: &sums) }
    return sums
  }

  /// The quantiles for many rows on all cores, beyond what the rows begin from where they do.
  func quantiles(of rows: Rows, width: Int) -> [SIMD16<Float>] {
    let (block, count) = (512, rows.targets.count)
    return ParallelLoop.threads.map((count + block - 1) / block) { part in
      let range = (part * block)..<min((part + 1) * block, count)
      var sums = rows.bins.withUnsafeBufferPointer { bins in
        let own = (range.lowerBound * width)..<(range.upperBound * width)
        return quantiles(UnsafeBufferPointer(rebasing: bins[own]), width: width)
      }
      if !rows.begun.isEmpty {
        for row in range { sums[row - range.lowerBound] += rows.begun[row] }
      }
      return sums
    }.flatMap { $0 }
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
