package import LinearAlgebra

/// Makes forecasts of sums and of their parts add up, with the least total variance of what is left.
///
/// With the parts `b`, the sums `a` and `C` that adds parts up, the base forecasts miss `d = a − C b`. What is spread
/// over the parts is `(W_b Cᵀ − W_ba) (C W_b Cᵀ − C W_ba − W_ab Cᵀ + W_a)⁻¹ d`: minimum trace in the form that inverts a
/// matrix of as many rows as there are sums, not series. `W` is never formed; products with it go through its samples.
///
/// Source: Wickramasuriya, Athanasopoulos & Hyndman (2019), "Optimal forecast reconciliation … through trace
/// minimization", JASA 114(526), equation (9) and its alternative representation.
package struct TraceReconciliation: Sendable {
  /// Columns of the parts that each sum holds.
  private let members: [[Int]]
  private let parts: Int
  /// What one unit of each miss moves each part by, shape `[parts × sums]`.
  private let gain: Matrix

  /// Prepares the reconciliation.
  ///
  /// - Parameters:
  ///   - members: For each sum the parts that it holds, ascending.
  ///   - parts: How many parts.
  ///   - covariance: Of the base forecasts' errors, sums first, then parts; `nil` where none could be measured: then
  ///     every part counts as equally uncertain and a sum as its parts together ("structural scaling").
  /// - Throws: `LinearAlgebraError` where the system cannot be solved.
  package init(
    members: [[Int]], parts: Int, covariance: ShrinkageCovariance?
  ) throws(LinearAlgebraError) {
    (self.members, self.parts) = (members, parts)
    let sums = members.count
    let lambda = covariance?.lambda ?? 1
    let scale = covariance.map { (1 - lambda) / Double($0.samples.rows) } ?? 0
    let variance =
      covariance?.variances
      ?? (members.map { Double($0.count) } + Array(repeating: 1, count: parts))
    precondition(variance.count == sums + parts, "\(variance.count) for \(sums) + \(parts)")
    // The misses of the samples: X U with Uᵀ = [I, −C].
    let misses = try covariance.map { sample throws(LinearAlgebraError) in
      try Self.misses(of: sample.samples, members: members, sums: sums)
    }
    var system = try Matrix(rows: sums, columns: sums)
    if let misses { system = try misses.gram() }
    for row in 0..<sums {
      let own = Set(members[row])
      for column in 0...row {
        var value = scale * system[row, column]
        for part in members[column] where own.contains(part) {
          value += lambda * variance[sums + part]
        }
        if row == column { value += lambda * variance[row] }
        (system[row, column], system[column, row]) = (value, value)
      }
      // Sums that hold the same parts, forecast alike, would leave nothing to invert.
      system[row, row] *= 1 + 1e-9
    }
    // Wᵦ Cᵀ − Wᵦₐ = −(W U) of the parts, transposed to the right-hand sides of the symmetric system.
    var moved = try Matrix(rows: sums, columns: parts)
    if let misses, let samples = covariance?.samples {
      let cross = try misses.transposeMultiplied(by: samples)
      for sum in 0..<sums {
        for part in 0..<parts { moved[sum, part] = -scale * cross[sum, sums + part] }
      }
    }
    for (sum, held) in members.enumerated() {
      for part in held { moved[sum, part] += lambda * variance[sums + part] }
    }
    gain = try CholeskyFactor(system).solve(moved)
  }

  /// What to add to each part's forecast, shape `[h × parts]`.
  ///
  /// - Parameters:
  ///   - sumForecasts: Shape `[h × sums]`.
  ///   - partForecasts: Shape `[h × parts]`.
  package func changes(
    sumForecasts: Matrix, partForecasts: Matrix
  ) throws(LinearAlgebraError) -> Matrix {
    var miss = sumForecasts
    for step in 0..<miss.rows {
      for (sum, held) in members.enumerated() {
        for part in held { miss[step, sum] -= partForecasts[step, part] }
      }
    }
    return try miss.multiplied(by: gain)
  }

  private static func misses(
    of samples: Matrix, members: [[Int]], sums: Int
  ) throws(LinearAlgebraError) -> Matrix {
    var misses = try Matrix(rows: samples.rows, columns: sums)
    for row in 0..<samples.rows {
      for (sum, held) in members.enumerated() {
        var value = samples[row, sum]
        for part in held { value -= samples[row, sums + part] }
        misses[row, sum] = value
      }
    }
    return misses
  }
}
