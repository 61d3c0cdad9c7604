import CapacityModel

/// Quantiles of each step as boosted trees learn them from the back-test, and how far they are trusted.
///
/// Each half of the fleet is learnt from on its own, and the mean of both models answers.
struct BoostedSteps: Sendable {
  /// Of the boosted quantiles in the answer, within 0 and 1; the rest is the pooled scores'.
  let share: Double
  private let models: [BoostedQuantiles]
  private let bins: FeatureBins
  private let rows: BoostingRows
  /// Added to the quantiles of each level.
  private let shift: SIMD16<Float>

  /// Fewer rows than this to learn from or to check on tell nothing.
  private static let leastRows = 200
  /// Rows of each period that are enough to check on.
  private static let checkRows = 10_000

  /// Learns; `nil` where the fleet is too small or the trees do not help.
  ///
  /// - Parameter pooled: The scores' quantiles of a series at the levels of `BoostingLevels`.
  init?(_ rows: BoostingRows, pooled: @escaping @Sendable (_ series: Int) -> SIMD16<Float>) {
    let halves = rows.training()
    guard halves.allSatisfy({ $0.targets.count >= 2 * Self.leastRows }) else { return nil }
    let width = rows.width
    let bins = FeatureBins(halves[0].features + halves[1].features, width: width)
    let split = rows.errors.origins.ends[rows.errors.origins.ends.count / 2]
    let whole = halves.map { $0.learnable(bins: bins) }
    let periods = AllCores.map(4) { period in
      let half = halves[period / 2]
      return whole[period / 2].selecting(
        period % 2 == 0 ? half.before(split) : half.after(split), atMost: Self.checkRows)
    }
    guard periods.allSatisfy({ $0.targets.count >= Self.leastRows }) else { return nil }
    let sources = whole + periods
    let fits = AllCores.map(sources.count) {
      BoostedQuantiles(
        sources[$0], width: width, rounds: rows.settings.boostingRounds,
        rate: rows.settings.boostingRate)
    }
    // The other half of the fleet, at the same time and at another one.
    let check = BoostingCheck(
      sameTime: [(whole[1], fits[0]), (whole[0], fits[1])],
      otherTime: [
        (periods[3], fits[2]), (periods[2], fits[3]), (periods[1], fits[4]), (periods[0], fits[5]),
      ], width: width, pooled: AllCores.map(rows.errors.seriesCount, pooled))
    guard check.share > 0 else { return nil }
    (share, shift) = (check.share, check.shift)
    models = Array(fits.prefix(2))
    (self.rows, self.bins) = (rows, bins)
  }

  /// The quantiles of `series` from now on in units of the error expected at each step, one lane a level.
  func quantiles(_ series: Int) -> [SIMD16<Float>] {
    let bins = self.bins.bins(rows.ahead(series))
    var sums = Array(repeating: SIMD16<Float>.zero, count: bins.count / rows.width)
    bins.withUnsafeBufferPointer { bins in
      for model in models { model.add(bins, width: rows.width, to: &sums) }
    }
    let share = 1 / Float(models.count)
    return sums.map { BoostingLevels.rearranged($0 * share + shift) }
  }
}
