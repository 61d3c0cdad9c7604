internal import RealModule

/// The features of (day, candidate size) for one entity.
///
/// Own exceedance odds at six half-lives, alone, with volatility and with each other; the log distance of the size above
/// and below recent maxima, straight and bent; volatility and slope.
package struct ExceedanceDesign: Sendable {
  /// P.
  package static let featureCount = 64
  /// What the features are; a trained model that names another is refused.
  static let version = "exceedance-1"

  package let record: DemandRecord
  package let candidates: CandidateSizes
  package let state: DemandState
  private let odds: ExceedanceOdds
  private let logSizes: [Double]

  /// J.
  package var candidateCount: Int { candidates.sizes.count }

  /// Prepares the features of one entity for its candidate sizes.
  package init(_ record: DemandRecord, candidates: CandidateSizes) {
    (self.record, self.candidates) = (record, candidates)
    state = DemandState(record)
    odds = ExceedanceOdds(record, candidates: candidates)
    logSizes = candidates.sizes.map { Double.log($0) }
  }

  /// The log-odds of the candidate at a half-life, see `ExceedanceOdds`.
  func odds(day: Int, candidate: Int, life: Int) -> Double {
    odds.values[(day * candidateCount + candidate) * 6 + life]
  }

  /// Writes the features of every candidate on `day`, candidate after candidate; shape `[J × P]`. Rows of candidates that
  /// repeat the one before are left as they are.
  package func fill(_ target: UnsafeMutablePointer<Double>, day: Int) {
    let logVolatility = Double.log(state.volatility[day])
    odds.values.withUnsafeBufferPointer { odds in
      state.references.withUnsafeBufferPointer { references in
        for candidate in 0..<candidateCount where candidates.repeats[candidate] > 0 {
          let row = target + candidate * Self.featureCount
          row[0] = 1
          row[1] = logVolatility
          row[2] = state.slope[day]
          row[3] = logVolatility * logVolatility
          let own = odds.baseAddress! + (day * candidateCount + candidate) * 6
          Self.fillOdds(row + 4, own, logVolatility)
          Self.fillDistances(
            row + 22, references.baseAddress! + day * DemandState.referenceCount,
            logSizes[candidate], logVolatility)
        }
      }
    }
  }

  /// `row · theta` in eight running sums.
  @inlinable @inline(__always)
  package static func dot(_ row: UnsafeMutablePointer<Double>, _ theta: [Double]) -> Double {
    theta.withUnsafeBufferPointer { theta in
      var sum = SIMD8<Double>.zero
      for column in stride(from: 0, to: featureCount, by: 8) {
        let left = UnsafeRawPointer(row + column).loadUnaligned(as: SIMD8<Double>.self)
        let right = UnsafeRawPointer(theta.baseAddress! + column).loadUnaligned(
          as: SIMD8<Double>.self)
        sum += left * right
      }
      return sum.sum()
    }
  }

  @inline(__always)
  private static func fillOdds(
    _ row: UnsafeMutablePointer<Double>, _ own: UnsafePointer<Double>, _ volatility: Double
  ) {
    for life in 0..<6 {
      row[life] = own[life]
      row[6 + life] = own[life] * volatility
    }
    row[12] = own[0] * own[2]
    row[13] = own[2] * own[4]
    row[14] = own[0] * own[4]
    row[15] = own[1] * own[1]
    row[16] = own[3] * own[3]
    row[17] = own[5] * own[5]
  }

  @inline(__always)
  private static func fillDistances(
    _ row: UnsafeMutablePointer<Double>, _ references: UnsafePointer<Double>, _ logSize: Double,
    _ volatility: Double
  ) {
    for reference in 0..<DemandState.referenceCount {
      let distance = logSize - references[reference]
      let up = min(max(distance, 0), 2)
      let down = min(max(-distance, 0), 1)
      let place = row + reference * 6
      place[0] = up
      place[1] = min(up, 0.15)
      place[2] = min(up, 0.5)
      place[3] = up * volatility
      place[4] = down
      place[5] = min(down, 0.15)
    }
  }
}
