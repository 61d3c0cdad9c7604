internal import CapacityModel
internal import LinearAlgebra
internal import RealModule

/// P(a day's peak among the next k days > size | history): a pooled logistic regression over all candidate sizes.
///
/// Fitted by damped Newton steps on `Σ [w ln(1 + e^η) − y η] + ridge/2 · ‖standardised θ‖²`, the intercept unpenalised.
public struct ExceedanceModel: Sendable, Hashable, Codable {
  /// Days ahead.
  public let horizon: Int
  /// Coefficients of the raw features, shape `[P]`.
  public let theta: [Double]
  /// The loss a row after each Newton step.
  public let losses: [Double]

  static let ridge = 3.0

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
        let eta = LogisticSums.dot(rows.baseAddress! + candidate * width, theta)
        least = min(least, 1 / (1 + Double.exp(-min(max(eta, -15), 15))))
        target[candidate] = least
      }
    }
  }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - start: Another model's coefficients to start from; the answer is the same to the tolerance.
  /// - Throws: `LinearAlgebraError`.
  static func fit(
    _ targets: [ExceedanceTargets], designs: [ExceedanceDesign], horizon: Int,
    scaling: FeatureScaling, start: [Double]? = nil, loop: ParallelLoop
  ) throws(LinearAlgebraError) -> ExceedanceModel {
    let rows = targets.reduce(0.0) { sum, target in
      sum + target.weights.reduce(0, +) * Double(designs[target.entity].candidateCount)
    }
    let hits = targets.reduce(0.0) { $0 + $1.hits.reduce(0, +) }
    var theta = [Double](repeating: 0, count: ExceedanceDesign.featureCount)
    theta[0] = Double.log((hits + 0.5) / (max(0, rows - hits) + 0.5))
    theta = start ?? theta
    func sums(_ theta: [Double]) throws(LinearAlgebraError) -> LogisticSums {
      var sums = try LogisticSums.over(targets, designs: designs, theta: theta, loop: loop)
      scaling.penalise(&sums, theta: theta, ridge: ridge)
      return sums
    }
    var now = try sums(theta)
    var losses = [now.loss / max(rows, 1)]
    for _ in 0..<30 {
      let step = try CholeskyFactor(now.gram).solve(
        Matrix(rows: theta.count, columns: 1, elements: now.gradient)
      ).elements
      var length = 1.0
      var moved = zip(theta, step).map { $0 + length * $1 }
      var next = try sums(moved)
      while next.loss > now.loss, length > 1e-3 {
        length /= 2
        moved = zip(theta, step).map { $0 + length * $1 }
        next = try sums(moved)
      }
      guard next.loss < now.loss else { break }
      let gain = (now.loss - next.loss) / max(now.loss.magnitude, 1e-12)
      (theta, now) = (moved, next)
      losses.append(now.loss / max(rows, 1))
      // Newton steps square their error: the next one would gain about a thousandth of this.
      if gain < 3e-4 { break }
    }
    return ExceedanceModel(horizon: horizon, theta: theta, losses: losses)
  }
}
