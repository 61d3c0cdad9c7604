package import CapacityModel

/// What the newsvendor decides from: probabilities at two horizons for every entity and day.
public struct NewsvendorInputs: Sendable {
  package let designs: [ExceedanceDesign]
  let relativeSizes: [[Double]]
  package let near: ExceedanceForecast
  package let far: ExceedanceForecast
  package let hoursOver: Double

  /// Puts forecasts together.
  ///
  /// - Parameters:
  ///   - near: Of a day.
  ///   - far: Of a longer horizon.
  ///   - hoursOver: Hours that demand stays above a size that it exceeds.
  package init(
    _ designs: [ExceedanceDesign], near: ExceedanceForecast, far: ExceedanceForecast,
    hoursOver: Double
  ) {
    self.hoursOver = hoursOver
    (self.designs, self.near, self.far) = (designs, near, far)
    relativeSizes = designs.map { design in
      design.candidates.sizes.map { $0 / design.record.usualPeak }
    }
  }

  /// Prepares one entity with models that were trained before.
  init(
    _ design: ExceedanceDesign, near: ExceedanceModel, far: ExceedanceModel, hoursOver: Double
  ) {
    self.init(
      [design], near: ExceedanceForecast(near, of: design),
      far: ExceedanceForecast(far, of: design), hoursOver: hoursOver)
  }

  /// Writes the expected cost of every candidate on a day.
  package func fillCosts(
    _ target: UnsafeMutablePointer<Double>, entity: Int, day: Int, prices: CostModel, mix: Double
  ) {
    let count = designs[entity].candidateCount
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { mixed in
      for candidate in 0..<count {
        let place = day * count + candidate
        mixed[candidate] =
          (1 - mix) * near.probabilities[entity][place] + mix * far.probabilities[entity][place]
      }
      ExpectedCost.fill(
        target, probabilities: mixed.baseAddress!, relativeSizes: relativeSizes[entity],
        count: count, prices: prices, hoursOver: hoursOver)
    }
  }
}

extension DemandRecord {
  /// What a growth and a shrink cost, a restart included where one is needed.
  package func moveCosts(_ prices: CostModel) -> (grow: Double, shrink: Double) {
    (
      prices.resize + (restarts.onGrowth ? prices.restart : 0),
      prices.resize + (restarts.onShrink ? prices.restart : 0)
    )
  }
}
