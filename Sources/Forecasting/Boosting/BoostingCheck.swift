import HeadroomBasics

/// Whether boosted quantiles hold for series, and times, that they were not learnt from.
///
/// Rows of the other half of the fleet at the same time tell whether the trees fit series they have not seen, those at
/// another time whether they fit what has not happened yet: the promise of a forecast, but of trees that know half as much.
struct BoostingCheck: Sendable {
  /// What each level has to be moved by so that its share of the targets lies below it.
  ///
  /// Source: Romano, Patterson & Candès (2019), "Conformalized Quantile Regression", NeurIPS 32.
  let shift: SIMD16<Float>
  /// The share of the boosted quantiles, against the pooled ones, that loses least.
  let share: Double

  /// Shares that are tried.
  private static let shares = [0.0, 0.25, 0.5, 0.75, 1.0]
  /// What other times say counts this much for the shift, and for the share.
  private static let otherTimes = (shift: Float(0.5), share: 1.0 / 3)

  /// Rows and a model that has not seen them.
  typealias Trial = (rows: BoostedQuantiles.Rows, model: BoostedQuantiles)

  /// What trials of one kind say: the shift they ask for, and the loss of each share after it, relative to no share.
  struct Verdict: Sendable {
    fileprivate var shift: SIMD16<Float>
    fileprivate var losses: [Double]

    /// The loss of the best share.
    var least: Double { losses.min() ?? 1 }
  }

  /// Puts together what both kinds of trials say.
  init(sameTime: Verdict, otherTime: Verdict) {
    let weight = Self.otherTimes
    shift = sameTime.shift * (1 - weight.shift) + otherTime.shift * weight.shift
    let losses = zip(sameTime.losses, otherTime.losses).map {
      (1 - weight.share) * $0 + weight.share * $1
    }
    share = Self.shares[losses.indices.min { losses[$0] < losses[$1] } ?? 0]
  }

  /// What trials say.
  ///
  /// - Parameters:
  ///   - width: Features of a row.
  ///   - pooled: The scores' quantiles of each series, which the share is weighed against.
  static func verdict(
    of trials: [Trial], width: Int, pooled: [SIMD16<Float>]
  ) -> Verdict {
    let predicted = trials.flatMap { $0.model.quantiles(of: $0.rows, width: width) }
    let targets = trials.flatMap { $0.rows.targets }
    let weights = trials.flatMap { $0.rows.weights }
    let others = trials.flatMap { $0.rows.series.map { pooled[$0] } }
    let shift = shift(predicted, targets)
    let moved = predicted.map { BoostingLevels.rearranged($0 + shift) }
    let losses = ParallelLoop.threads.map(shares.count) {
      loss(moved, others, share: Float(shares[$0]), targets, weights)
    }
    return Verdict(shift: shift, losses: losses.map { losses[0] > 0 ? $0 / losses[0] : 1 })
  }

  private static func shift(_ predicted: [SIMD16<Float>], _ targets: [Float]) -> SIMD16<Float> {
    let lanes = ParallelLoop.threads.map(BoostingLevels.all.count) { lane in
      let missed = targets.indices.map { Double(targets[$0] - predicted[$0][lane]) }
      return OrderStatistics.quantiles(missed, [BoostingLevels.all[lane]])[0]
    }
    var shift = SIMD16<Float>.zero
    for lane in lanes.indices { shift[lane] = Float(lanes[lane]) }
    return shift
  }

  /// Weighted pinball loss of a mixture over all levels.
  private static func loss(
    _ boosted: [SIMD16<Float>], _ pooled: [SIMD16<Float>], share: Float, _ targets: [Float],
    _ weights: [Float]
  ) -> Double {
    var levels = SIMD16<Float>.zero
    for lane in BoostingLevels.all.indices { levels[lane] = Float(BoostingLevels.all[lane]) }
    var sum = 0.0
    for row in targets.indices {
      let mixed = boosted[row] * share + pooled[row] * (1 - share)
      let missed = SIMD16<Float>(repeating: targets[row]) - mixed
      let side = levels.replacing(with: levels - 1, where: missed .< 0)
      sum += Double(weights[row] * (side * missed).sum())
    }
    return sum
  }
}
