import LinearAlgebra

/// Ridge regression of a logarithm on logarithms, drawn towards their plain mean where samples are few.
struct ScaleRegression: Sendable {
  private let weights: [Double]
  private let intercept: Double

  /// Fits the rows that have a target.
  ///
  /// - Parameters:
  ///   - features: A row a sample, all of one length.
  ///   - penalty: Samples' worth of trust in the plain mean, `> 0`.
  init(
    features: [[Double]], targets: [Double?], penalty: Double
  ) throws(ForecastingError) {
    let known = targets.indices.filter { targets[$0] != nil }
    let width = features.first?.count ?? 0
    let equal = 1 / Double(max(width, 1))
    guard known.count > 0, width > 0 else {
      weights = Array(repeating: equal, count: width)
      intercept = 0
      return
    }
    let n = Double(known.count)
    let means = (0..<width).map { column in
      known.reduce(0) { $0 + features[$1][column] } / n
    }
    // What the plain mean of the features leaves is regressed, so that a penalty draws towards that mean.
    let left = known.map { (targets[$0] ?? 0) - equal * features[$0].reduce(0, +) }
    let leftMean = left.reduce(0, +) / n
    let design = Matrix(
      rows: known.count, columns: width,
      elements: known.flatMap { row in (0..<width).map { features[row][$0] - means[$0] } })
    let response = Matrix(rows: known.count, columns: 1, elements: left.map { $0 - leftMean })
    do {
      let solved = try Ridge.solve(design: design, targets: response, penalty: penalty)
      weights = (0..<width).map { equal + solved[$0, 0] }
      intercept = leftMean - (0..<width).reduce(0) { $0 + solved[$1, 0] * means[$1] }
    } catch {
      throw .numerical("the scale of errors (\(error))")
    }
  }

  /// The expected logarithm.
  func predict(_ features: [Double]) -> Double {
    intercept + zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
