public import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra

/// A trained policy at work on one entity.
///
/// Not among `SizingPolicies.all`, as it cannot be had without a file: `headroom train policy` makes one.
public struct TrainedSizingPolicy: Sendable {
  /// What was learned.
  public let trained: TrainedSizing

  /// Takes a policy that was checked.
  public init(_ trained: TrainedSizing) { self.trained = trained }

  /// The knobs in force.
  public var knobs: [String: Double] {
    trained.newsvendor?.named ?? trained.fitted?.named ?? [:]
  }

  /// The size of least expected cost, the change to it included; the present one where none is worth its change.
  ///
  /// Holds for the policy's window, a day or a week: it is decided anew after that.
  public func recommendation(for context: SizingContext) -> Recommendation {
    let history = context.history
    guard history.hasObservation else { return .nothingObserved(history.entity) }
    let step = history.step.wholeMilliseconds
    guard step > 0, Duration.millisecondsPerDay % step == 0 else {
      return .unanswered(
        history.entity, "Steps of \(history.step.shortText) divide no day; read the store by days.")
    }
    let length = history.peaks.count
    let record = DemandRecord(
      history: history, warmup: length, minimumCoverage: 0, tier: context.tier)
    let design = ExceedanceDesign(
      record, candidates: CandidateSizes(for: record, count: trained.candidates, warmup: length))
    guard let values = values(of: design) else {
      return .unanswered(history.entity, "\(trained.policy) could not weigh this entity's sizes.")
    }
    let prices = trained.costs.costs(of: context.tier)
    let moves = scaled(record.moveCosts(prices))
    let sizes = design.candidates.sizes
    var (best, least) = (nil as Double?, Double.infinity)
    let held = history.configured.map { Double($0.bytes) }
    for (size, value) in zip(sizes, values) {
      let move = held.map { size > $0 ? moves.grow : size < $0 ? moves.shrink : 0 } ?? 0
      if value + move < least { (best, least) = (size, value + move) }
    }
    // Holding is valued as the candidate that covers the size held.
    if let held, let place = sizes.firstIndex(where: { $0 >= held }), values[place] <= least {
      best = held
    }
    guard let best, let size = ByteCount(wholeBytesAtLeast: best) else {
      return .unanswered(history.entity, "\(trained.policy) found no size to weigh.")
    }
    return Recommendation(
      entity: history.entity, size: size, serviceLevel: nil,
      reasons: [
        "\(size) is expected to cost least over the next \(trained.window) d by \(trained.policy), "
          + "learned from \(QuantityText.count(trained.data.entities, "entity", "entities")) up to \(QuantityText.instant(trained.data.range.end))."
      ])
  }

  private func scaled(
    _ moves: (grow: Double, shrink: Double)
  ) -> (grow: Double, shrink: Double) {
    let factor = trained.newsvendor.map { 1 / $0.pay } ?? trained.fitted?.hold ?? 1
    return (moves.grow * factor, moves.shrink * factor)
  }

  /// The value of every candidate after the last day, shape `[J]`.
  private func values(of design: ExceedanceDesign) -> [Double]? {
    let inputs = NewsvendorInputs(
      design, near: trained.near, far: trained.far, hoursOver: trained.hoursOver)
    var prices = trained.costs.costs(of: design.record.tier)
    let fair = prices
    prices.event *= trained.newsvendor?.tilt ?? trained.fitted?.tilt ?? 1
    let mix = trained.newsvendor?.mix ?? (trained.window == 1 ? 0 : 1)
    let day = design.record.days
    var values = [Double](repeating: 0, count: design.candidateCount)
    values.withUnsafeMutableBufferPointer {
      inputs.fillCosts($0.baseAddress!, entity: 0, day: day, prices: prices, mix: mix)
    }
    guard let knobs = trained.fitted, let theta = trained.theta else { return values }
    let fitted = try? FittedQFeatures.design(
      inputs, entity: 0, days: day..<(day + 1), prices: fair
    ).multiplied(by: Matrix(rows: theta.count, columns: 1, elements: theta))
    return fitted.map { fitted in
      values.indices.map { candidate in
        knobs.trust * (1 - knobs.gamma) * fitted[candidate, 0]
          + (1 - knobs.trust) * values[candidate]
      }
    }
  }
}
