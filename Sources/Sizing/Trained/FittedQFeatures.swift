package import CapacityModel
package import LinearAlgebra
internal import RealModule

/// How a fitted value is acted on.
public struct FittedQKnobs: Sendable, Hashable, Codable {
  /// The discount of the cost of the next day, in [0, 1).
  public var gamma: Double
  /// The weight of the fitted value beside the newsvendor's expected cost, in (0, 1].
  public var trust: Double
  /// What the price of an event is multiplied by in that expected cost.
  public var tilt: Double
  /// What the cost of a change is multiplied by.
  public var hold: Double

  /// Creates parameters; the defaults change nothing but the discount.
  public init(gamma: Double, trust: Double = 1, tilt: Double = 1, hold: Double = 1) {
    (self.gamma, self.trust, self.tilt, self.hold) = (gamma, trust, tilt, hold)
  }

  /// The knobs by name.
  public var named: [String: Double] {
    ["gamma": gamma, "trust": trust, "tilt": tilt, "hold": hold]
  }

  /// The knobs that tuning may choose from.
  public static func all(gammas: [Double]) -> [FittedQKnobs] {
    gammas.flatMap { gamma in
      [0.1, 0.25, 0.5, 1, 2].flatMap { hold in
        [.init(gamma: gamma, hold: hold)]
          + [0.3, 0.6].flatMap { trust in
            [1, 1.4, 2, 3].map { .init(gamma: gamma, trust: trust, tilt: $0, hold: hold) }
          }
      }
    }
  }
}

/// The features of (day, candidate) that the value of holding it is linear in.
///
/// Size and volatility; the exceedance probability at both horizons, bent; the expected cost of a day at both, and where
/// the candidate stands beside the cheapest one; the entity's own exceedance odds; slope and quiet days.
package enum FittedQFeatures {
  /// The number of features of a day and size, P.
  package static let count = 37
  /// What the features are; a trained policy that names another is refused.
  static let version = "fitted-q-1"

  /// Features of all candidates on `days` of one entity, shape `[days · J × P]`.
  package static func design(
    _ inputs: NewsvendorInputs, entity: Int, days: Range<Int>, prices: CostModel
  ) throws(LinearAlgebraError) -> Matrix {
    let candidates = inputs.designs[entity].candidateCount
    return try Matrix(rows: days.count * candidates, columns: count) { target in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * candidates) { costs in
        for (place, day) in days.enumerated() {
          let (near, far) = (costs.baseAddress!, costs.baseAddress! + candidates)
          inputs.fillCosts(near, entity: entity, day: day, prices: prices, mix: 0)
          inputs.fillCosts(far, entity: entity, day: day, prices: prices, mix: 1)
          fill(
            target.baseAddress! + place * candidates * count, inputs, entity: entity, day: day,
            near: near, far: far)
        }
      }
    }
  }

  private static func fill(
    _ rows: UnsafeMutablePointer<Double>, _ inputs: NewsvendorInputs, entity: Int, day: Int,
    near: UnsafeMutablePointer<Double>, far: UnsafeMutablePointer<Double>
  ) {
    let design = inputs.designs[entity]
    let candidates = design.candidateCount
    let sizes = inputs.relativeSizes[entity]
    let volatility = design.state.volatility[day]
    let best = [near, far].map { costs in
      (0..<candidates).reduce(0) { costs[$1] < costs[$0] ? $1 : $0 }
    }
    for candidate in 0..<candidates {
      let (row, size) = (rows + candidate * count, sizes[candidate])
      let place = day * candidates + candidate
      (row[0], row[1], row[2]) = (1, size, volatility)
      fillProbability(
        row + 3, inputs.near.probabilities[entity][place], size: size, volatility: volatility)
      fillProbability(
        row + 10, inputs.far.probabilities[entity][place], size: size, volatility: volatility)
      (row[17], row[18]) = (near[candidate], far[candidate])
      for (which, costs) in [near, far].enumerated() {
        let part = row + 19 + which * 5
        let (least, star) = (costs[best[which]], sizes[best[which]])
        (part[0], part[1]) = (least, star)
        part[2] = min(costs[candidate] - least, 3)
        (part[3], part[4]) = (max(size - star, 0), max(star - size, 0))
      }
      for life in 0..<6 {
        row[29 + life] = design.odds(day: day, candidate: candidate, life: life)
      }
      (row[35], row[36]) = (design.state.slope[day], design.state.quiet[day])
    }
  }

  @inline(__always)
  private static func fillProbability(
    _ row: UnsafeMutablePointer<Double>, _ probability: Double, size: Double, volatility: Double
  ) {
    let logit = Double.log((probability + 1e-4) / (1 + 1e-4 - probability))
    row[0] = probability
    row[1] = probability.squareRoot()
    row[2] = probability * volatility
    row[3] = probability * probability
    row[4] = logit
    row[5] = logit * logit
    row[6] = size * probability
  }
}
