internal import RealModule

/// P(a day's peak among the next k days > size | history): a pooled logistic regression over all candidate sizes.
///
/// Training fits it to a fleet's past.
public struct ExceedanceModel: Sendable, Hashable, Codable {
  /// How many days ahead a size must hold.
  public let horizon: Int
  /// Coefficients of the raw features, shape `[P]`.
  public let theta: [Double]
  /// The loss a row after each Newton step.
  public let losses: [Double]

  /// A model with known coefficients.
  package init(horizon: Int, theta: [Double], losses: [Double]) {
    (self.horizon, self.theta, self.losses) = (horizon, theta, losses)
  }

  /// P(a day's peak > size) for every candidate on `day`, never rising with the size; shape `[J]`.
  func probabilities(
    _ design: ExceedanceDesign, day: Int, into target: UnsafeMutablePointer<Double>
  ) {
    let (count, width) = (design.candidateCount, ExceedanceDesign.featureCount)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count * width) { rows in
      design.fill(rows.baseAddress!, day: day)
      var least = 1.0
      for candidate in 0..<count {
        if design.candidates.repeats[candidate] == 0 {
          target[candidate] = least
          continue
        }
        let eta = ExceedanceDesign.dot(rows.baseAddress! + candidate * width, theta)
        least = min(least, 1 / (1 + Double.exp(-min(max(eta, -15), 15))))
        target[candidate] = least
      }
    }
  }

  /// Probabilities on every day of one entity, shape `[(D + 1) × J]`.
  package func probabilities(_ design: ExceedanceDesign) -> [Double] {
    let count = design.candidateCount
    return [Double](unsafeUninitializedCapacity: (design.record.days + 1) * count) { target, used in
      for day in 0...design.record.days {
        probabilities(design, day: day, into: target.baseAddress! + day * count)
      }
      used = (design.record.days + 1) * count
    }
  }
}

/// Probabilities of one model for a fleet.
package struct ExceedanceForecast: Sendable {
  /// How many days ahead a size must hold.
  package let horizon: Int
  /// The model of all training entities, for entities that took no part in training.
  package let model: ExceedanceModel
  /// For each entity P(a day's peak > candidate) at the start of each day, shape `[(D + 1) × J]`.
  package let probabilities: [[Double]]

  /// Puts known probabilities together.
  package init(_ model: ExceedanceModel, probabilities: [[Double]]) {
    (horizon, self.model, self.probabilities) = (model.horizon, model, probabilities)
  }

  /// Predicts one entity with a model that was trained before.
  init(_ model: ExceedanceModel, of design: ExceedanceDesign) {
    self.init(model, probabilities: [model.probabilities(design)])
  }
}
