internal import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra
internal import RealModule
internal import Sizing

/// Fitted by damped Newton steps on `Σ [w ln(1 + e^η) − y η] + ridge/2 · ‖standardised θ‖²`, the intercept unpenalised.
extension ExceedanceModel {
  private static var ridge: Double { 3.0 }

  /// A step that is expected to gain more of the loss than this changes the curvature.
  private static var farGain: Double { 3e-3 }

  /// A fitted model, and what another fit on similar rows may begin from.
  struct Fit {
    let model: ExceedanceModel
    /// Σ w p (1 − p) x xᵀ without the ridge, from a point near the model's.
    let gram: Matrix
    /// Rows that it sums over, weighted.
    let rows: Double
  }

  /// Fits the model.
  ///
  /// A pass without the Gram matrix takes half the time, and steps with a curvature that is a little off still gain nearly
  /// all there is to gain: it is taken anew only where a step leads far.
  ///
  /// - Parameters:
  ///   - beginning: A fit on similar rows, whose point is begun from; the answer is the same to the tolerance.
  ///   - borrows: Whether its curvature, scaled to the number of rows, serves too.
  ///   - tolerance: The relative gain of a step after which no other is taken.
  /// - Throws: `LinearAlgebraError`.
  static func fit(
    _ targets: [ExceedanceTargets], designs: [ExceedanceDesign], horizon: Int,
    scaling: FeatureScaling, beginning: Fit? = nil, borrows: Bool = false,
    tolerance: Double = 1e-3, loop: ParallelLoop
  ) throws(LinearAlgebraError) -> Fit {
    let rows = targets.reduce(0.0) { sum, target in
      sum + target.weights.reduce(0, +) * Double(designs[target.entity].candidateCount)
    }
    func sums(_ theta: [Double], withGram: Bool) throws(LinearAlgebraError) -> LogisticSums {
      try LogisticSums.over(
        targets, designs: designs, theta: theta, withGram: withGram, loop: loop)
    }
    func penalised(_ sums: LogisticSums, at theta: [Double]) -> LogisticSums {
      var sums = sums
      scaling.penalise(&sums, theta: theta, ridge: ridge)
      return sums
    }
    var theta = beginning?.model.theta ?? Self.start(targets, rows: rows)
    var raw = try sums(theta, withGram: !borrows)
    if borrows, let beginning {
      let share = rows / max(beginning.rows, 1)
      raw.gram = Matrix(
        rows: theta.count, columns: theta.count,
        elements: beginning.gram.elements.map { $0 * share })
    }
    var gram = raw.gram
    var now = penalised(raw, at: theta)
    var losses = [now.loss / max(rows, 1)]
    for _ in 0..<30 {
      let step = try CholeskyFactor(now.gram).solve(
        Matrix(rows: theta.count, columns: 1, elements: now.gradient)
      ).elements
      let expected =
        0.5 * zip(now.gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
        / max(now.loss.magnitude, 1e-12)
      let isFar = expected > Self.farGain
      var length = 1.0
      var moved = theta
      var next = now
      repeat {
        moved = zip(theta, step).map { $0 + length * $1 }
        raw = try sums(moved, withGram: isFar)
        if !isFar { raw.gram = gram }
        next = penalised(raw, at: moved)
        length /= 2
      } while next.loss > now.loss && length > 5e-4
      guard next.loss < now.loss else { break }
      let gain = (now.loss - next.loss) / max(now.loss.magnitude, 1e-12)
      (theta, now, gram) = (moved, next, raw.gram)
      losses.append(now.loss / max(rows, 1))
      // Newton steps square their error: the next one would gain about a thousandth of this, a fifth with an old curvature.
      if gain < tolerance { break }
    }
    return Fit(
      model: ExceedanceModel(horizon: horizon, theta: theta, losses: losses), gram: gram, rows: rows
    )
  }

  /// Nothing but the share of rows that were exceeded.
  private static func start(_ targets: [ExceedanceTargets], rows: Double) -> [Double] {
    let hits = targets.reduce(0.0) { $0 + $1.hits.reduce(0, +) }
    var theta = [Double](repeating: 0, count: ExceedanceDesign.featureCount)
    theta[0] = Double.log((hits + 0.5) / (max(0, rows - hits) + 0.5))
    return theta
  }
}
