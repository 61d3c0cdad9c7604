package import CapacityModel

/// The exceedance newsvendor: the size whose expected cost of a day is least, changed only where the saving over `pay`
/// days is more than the change costs.
public struct NewsvendorKnobs: Sendable, Hashable, Codable {
  /// What the price of an event is multiplied by.
  public var tilt: Double
  /// Days over which a change must pay.
  public var pay: Double
  /// The share of the longer horizon's probability in the mixture, in [0, 1].
  public var mix: Double

  /// Creates parameters; the defaults take prices and probabilities as they are.
  public init(tilt: Double = 1, pay: Double = 1, mix: Double = 0) {
    (self.tilt, self.pay, self.mix) = (tilt, pay, mix)
  }

  /// The knobs by name.
  public var named: [String: Double] { ["tilt": tilt, "pay": pay, "mix": mix] }

  /// The knobs that tuning may choose from; a window longer than a day looks at the longer horizon first.
  public static func all(forWindow window: Int) -> [NewsvendorKnobs] {
    [1.0, 2, 4, 7, 14].flatMap { pay in
      [0.5, 0.7, 1, 1.4, 1.7, 2, 2.5, 3].map {
        NewsvendorKnobs(tilt: $0, pay: pay, mix: window == 1 ? 0 : 1)
      }
        + [0.3, 0.6].flatMap { mix in
          [0.7, 1, 1.4, 1.7, 2].map { NewsvendorKnobs(tilt: $0, pay: pay, mix: mix) }
        }
    }
  }

  /// Knobs beyond what cost asks for: the ends of the front of memory against shortage-days. Where a change must pay
  /// within hours sizes hardly ever shrink.
  public static let frontier: [NewsvendorKnobs] = [5.0, 10, 15, 25, 40, 50, 60, 80, 150].flatMap {
    tilt in
    [0, 0.25, 0.5, 0.75].flatMap { mix in
      [0.01, 0.025, 0.05, 14].map { NewsvendorKnobs(tilt: tilt, pay: $0, mix: mix) }
    }
  }
}

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

/// What a day is expected to cost under each candidate size, from the probabilities that its peak exceeds them.
///
///     e(S) = slack · S/s + event · P(peak > S) + shortage · h/24 · E(peak − S)⁺ / s
///
/// with s the usual peak, h the hours that demand stays above a size it exceeds (from training), and E(peak − S)⁺ the
/// sum of P over the candidates above, each times the distance to the next one. Demand itself is the same for every size
/// and left out.
enum ExpectedCost {
  /// Costs of one day, shape `[J]`, days of the usual peak.
  @inline(__always)
  static func fill(
    _ target: UnsafeMutablePointer<Double>, probabilities: UnsafePointer<Double>,
    relativeSizes: UnsafePointer<Double>, count: Int, prices: CostModel, hoursOver: Double
  ) {
    var tail = 0.0
    let shortage = prices.shortage * hoursOver / 24
    for candidate in stride(from: count - 1, through: 0, by: -1) {
      let size = relativeSizes[candidate]
      let next = candidate + 1 < count ? relativeSizes[candidate + 1] : size * 1.1
      tail += probabilities[candidate] * (next - size)
      target[candidate] =
        prices.slack * size + prices.event * probabilities[candidate] + shortage * tail
    }
  }
}
