internal import CapacityModel
internal import HeadroomBasics
internal import LinearAlgebra
internal import RealModule
internal import Sizing

/// One pass over the training rows: loss, gradient and, where asked for, Gram matrix of the pooled logistic model at a
/// point.
///
/// Rows are made anew on every pass, entity by entity, so that memory does not grow with the fleet; the sums of
/// entities are added in their order, so that the number of threads changes no digit.
struct LogisticSums: Sendable {
  var loss = 0.0
  var gradient: [Double]
  var gram: Matrix

  private static let width = ExceedanceDesign.featureCount
  /// Rows that carry less weight than this do not move the Gram matrix.
  private static let negligible = 1e-7

  init() throws(LinearAlgebraError) {
    gradient = Array(repeating: 0, count: Self.width)
    gram = try Matrix(rows: Self.width, columns: Self.width)
  }

  /// Sums over the rows of `targets`.
  ///
  /// - Parameters:
  ///   - theta: Coefficients of the raw features, shape `[P]`.
  ///   - withGram: Whether the Gram matrix is wanted, which takes as long as all the rest.
  static func over(
    _ targets: [ExceedanceTargets], designs: [ExceedanceDesign], theta: [Double], withGram: Bool,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) -> LogisticSums {
    // A chunk's Gram matrix is 32 KiB; a few entities share one.
    let chunk = 4
    let parts: [Result<LogisticSums, LinearAlgebraError>] = loop.map(
      (targets.count + chunk - 1) / chunk
    ) { turn in
      Result { () throws(LinearAlgebraError) -> LogisticSums in
        var sums = try LogisticSums()
        for target in targets[(turn * chunk)..<min((turn + 1) * chunk, targets.count)] {
          try sums.add(target, designs[target.entity], theta, withGram: withGram)
        }
        return sums
      }
    }
    var total = try LogisticSums()
    for part in parts {
      let sums = try part.get()
      total.loss += sums.loss
      for place in 0..<width { total.gradient[place] += sums.gradient[place] }
      if withGram { try total.gram.add(sums.gram) }
    }
    return total
  }

  /// Adds one entity's rows.
  private mutating func add(
    _ targets: ExceedanceTargets, _ design: ExceedanceDesign, _ theta: [Double], withGram: Bool
  ) throws(LinearAlgebraError) {
    let (count, width) = (design.candidateCount, Self.width)
    var used = 0
    let weighted = [Double](
      unsafeUninitializedCapacity: withGram ? targets.days.count * count * width : 0
    ) { buffer, initialized in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: count * width) { rows in
        for (place, day) in targets.days.enumerated() {
          guard targets.weights[place] > 0, design.state.isKnown[day] else { continue }
          design.fill(rows.baseAddress!, day: day)
          for candidate in 0..<count where design.candidates.repeats[candidate] > 0 {
            // Candidates that coincide are one row that counts as often.
            let times = design.candidates.repeats[candidate]
            let weight = targets.weights[place] * times
            let row = rows.baseAddress! + candidate * width
            let eta = ExceedanceDesign.dot(row, theta)
            let hit = targets.hits[place * count + candidate] * times
            // ln(1 + e^η) and 1 / (1 + e^−η) of one exponential that cannot overflow.
            let tail = Double.exp(-eta.magnitude)
            loss += weight * (max(eta, 0) + Double.log(onePlus: tail)) - hit * eta
            let probability = (eta < 0 ? tail : 1) / (1 + tail)
            Self.add(row, times: hit - weight * probability, to: &gradient)
            guard withGram else { continue }
            let curvature = weight * probability * (1 - probability)
            guard curvature > Self.negligible else { continue }
            let scale = curvature.squareRoot()
            for column in 0..<width { buffer[used * width + column] = row[column] * scale }
            used += 1
          }
        }
      }
      initialized = used * width
    }
    guard used > 0 else { return }
    try gram.addGram(of: Matrix(rows: used, columns: width, elements: weighted))
  }

  /// Adds `row · factor` to `sums`.
  @inline(__always)
  private static func add(
    _ row: UnsafeMutablePointer<Double>, times factor: Double, to sums: inout [Double]
  ) {
    sums.withUnsafeMutableBufferPointer { sums in
      for column in 0..<width { sums[column] += row[column] * factor }
    }
  }
}
