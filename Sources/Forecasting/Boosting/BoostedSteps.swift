import CapacityModel
import HeadroomBasics

/// Quantiles of each step as boosted trees learn them from the back-test, and how far they are trusted.
///
/// Each half of the fleet is learnt from on its own, and the mean of both models answers, which is a model itself.
struct BoostedSteps: Sendable {
  /// Of the boosted quantiles in the answer, within 0 and 1; the rest is the pooled scores'.
  let share: Double
  private let model: BoostedQuantiles
  private let bins: FeatureBins
  private let rows: BoostingRows
  /// Added to the quantiles of each level.
  private let shift: SIMD16<Float>

  /// Fewer rows than this to learn from or to check on tell nothing.
  private static let leastRows = 200
  /// Rows of each period that are enough to check on.
  private static let checkRows = 6_000

  /// Learns; `nil` where the fleet is too small and nothing is known from elsewhere, or the trees do not help.
  ///
  /// - Parameters:
  ///   - pretrained: What the fleet's own trees may begin from; it answers alone where the fleet is too small.
  ///   - pooled: The scores' quantiles of a series at the levels of `BoostingLevels`.
  init?(
    _ rows: BoostingRows, pretrained: PretrainedForecaster.Part?,
    pooled: @escaping @Sendable (_ series: Int) -> SIMD16<Float>
  ) {
    let known = pretrained.flatMap { $0.bins.width == rows.width ? $0 : nil }
    let halves = rows.training()
    let pooled = ParallelLoop.threads.map(rows.errors.seriesCount, pooled)
    let own = Lesson(rows, halves, known: nil, pooled: pooled)
    let refined = known.flatMap { Lesson(rows, halves, known: $0, pooled: pooled) }
    if let lesson = [refined, own].compactMap({ $0 }).min(by: { $0.later.least < $1.later.least }) {
      let models = lesson.models()
      let check = BoostingCheck(
        // The other half of the fleet, at the same time and at another one.
        sameTime: BoostingCheck.verdict(
          of: [(lesson.whole[1], models[0]), (lesson.whole[0], models[1])], width: rows.width,
          pooled: pooled), otherTime: lesson.later)
      guard check.share > 0 else { return nil }
      self.init(
        rows, lesson.bins, BoostedQuantiles(meanOf: models, beyond: lesson.known),
        share: check.share, shift: check.shift)
    } else if let known {
      self.init(rows, halves, known: known, pooled: pooled)
    } else {
      return nil
    }
  }

  /// Trees that were learnt elsewhere, checked on the few rows of a small fleet.
  private init?(
    _ rows: BoostingRows, _ halves: [BoostingRows.Half], known: PretrainedForecaster.Part,
    pooled: [SIMD16<Float>]
  ) {
    let whole = halves.map { $0.learnable(bins: known.bins) }
    // What cannot be checked here is not used: after an hour of history nothing tells what the trees are good for.
    guard whole.reduce(0, { $0 + $1.targets.count }) >= Self.leastRows else { return nil }
    let verdict = BoostingCheck.verdict(
      of: whole.map { ($0, known.trees) }, width: rows.width, pooled: pooled)
    let check = BoostingCheck(sameTime: verdict, otherTime: verdict)
    guard check.share > 0 else { return nil }
    self.init(rows, known.bins, known.trees, share: check.share, shift: check.shift)
  }

  private init(
    _ rows: BoostingRows, _ bins: FeatureBins, _ model: BoostedQuantiles, share: Double,
    shift: SIMD16<Float>
  ) {
    (self.rows, self.bins, self.model, self.share, self.shift) = (rows, bins, model, share, shift)
  }

  /// The rows of a fleet in bins, and how well trees of one period do in the other.
  private struct Lesson {
    let bins: FeatureBins
    /// One a half of the fleet.
    let whole: [BoostedQuantiles.Rows]
    /// Each half's trees of the earlier origins on the other's later ones, and the reverse.
    let later: BoostingCheck.Verdict
    /// What the trees begin from.
    let known: BoostedQuantiles?
    private let learn: @Sendable (BoostedQuantiles.Rows) -> BoostedQuantiles

    /// `nil` where there are too few rows.
    init?(
      _ rows: BoostingRows, _ halves: [BoostingRows.Half], known: PretrainedForecaster.Part?,
      pooled: [SIMD16<Float>]
    ) {
      let ends = rows.errors.origins.ends
      guard halves.allSatisfy({ $0.targets.count >= 2 * leastRows }), !ends.isEmpty else {
        return nil
      }
      let (width, settings) = (rows.width, rows.settings)
      let bins =
        known?.bins ?? FeatureBins(halves[0].features + halves[1].features, width: width)
      let whole = halves.map { half in
        var rows = half.learnable(bins: bins)
        if let known { rows.begin(with: known.trees, width: width) }
        return rows
      }
      let split = ends[ends.count / 2]
      let periods = ParallelLoop.threads.map(4) { period in
        let half = halves[period / 2]
        return whole[period / 2].selecting(
          period % 2 == 0 ? half.before(split) : half.after(split), atMost: checkRows)
      }
      guard periods.allSatisfy({ $0.targets.count >= leastRows }) else { return nil }
      let learn: @Sendable (BoostedQuantiles.Rows) -> BoostedQuantiles = { rows in
        BoostedQuantiles(
          rows, width: width,
          rounds: known == nil ? settings.boostingRounds : settings.refiningRounds,
          rate: settings.boostingRate)
      }
      let fits = ParallelLoop.threads.map(4) { learn(periods[$0]) }
      later = BoostingCheck.verdict(
        of: [
          (periods[3], fits[0]), (periods[2], fits[1]), (periods[1], fits[2]),
          (periods[0], fits[3]),
        ], width: width, pooled: pooled)
      (self.bins, self.whole, self.known, self.learn) = (bins, whole, known?.trees, learn)
    }

    /// The trees of either half.
    func models() -> [BoostedQuantiles] {
      let (whole, learn) = (whole, learn)
      return ParallelLoop.threads.map(whole.count) { learn(whole[$0]) }
    }
  }

  /// The quantiles of `series` from now on in units of the error expected at each step, one lane a level.
  func quantiles(_ series: Int) -> [SIMD16<Float>] {
    bins.bins(rows.ahead(series)).withUnsafeBufferPointer { bins in
      model.quantiles(bins, width: rows.width)
    }.map { BoostingLevels.rearranged($0 + shift) }
  }
}
