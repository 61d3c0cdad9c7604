internal import HeadroomBasics
internal import RealModule

/// The features of (day, candidate size) for one entity.
///
/// Own exceedance odds at six half-lives, alone, with volatility and with each other; the log distance of the size above
/// and below recent maxima, straight and bent; volatility and slope.
package struct ExceedanceDesign: Sendable {
  /// The number of features of a day, P.
  package static let featureCount = 64
  /// What the features are; a trained model that names another is refused.
  static let version = "exceedance-1"

  package let record: DemandRecord
  package let candidates: CandidateSizes
  package let state: DemandState
  private let odds: ExceedanceOdds
  private let logSizes: [Double]

  /// The number of candidate sizes, J.
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

/// The sizes that a learned policy weighs for one entity: geometric steps around its warm-up peaks, snapped to the grid.
///
/// From half the median peak to the larger of five times the largest peak, six grid steps, and eight times the lowest
/// candidate. Neighbours may coincide where the grid is coarse.
package struct CandidateSizes: Sendable {
  /// Grid indices, never descending, shape `[J]`.
  package let indices: [Int32]
  /// Bytes, shape `[J]`.
  package let sizes: [Double]

  /// How often each size stands there, at its first place; 0 at the places that repeat it. Shape `[J]`.
  package let repeats: [Double]

  /// Chooses `count` candidates from the first `warmup` days.
  package init(for record: DemandRecord, count: Int, warmup: Int) {
    precondition(count > 1, "\(count) candidates")
    let seen = record.peaks.prefix(warmup).filter { $0 >= 0 }.sorted()
    let (median, top) = (OrderStatistics.median(seen), seen.last ?? 0)
    let grid = record.grid
    let low = max(grid.step, 0.5 * median)
    let high = max(5 * top, 6 * grid.step, 8 * low)
    let places = (0..<count).map { place in
      let share = Double(place) / Double(count - 1)
      return Int32(grid.index(covering: low * Double.pow(high / low, share)))
    }
    indices = places
    sizes = places.map { grid.size(Int($0)) }
    repeats = places.indices.map { place in
      place > 0 && places[place] == places[place - 1]
        ? 0 : Double(places.count { $0 == places[place] })
    }
  }
}

/// How often past days' peaks exceeded each candidate, as smoothed log-odds at several half-lives, before each day.
///
/// At half-life h a past day of age a weighs `2^(−a/h)`; with n the weight of all days and o that of the exceeding ones
/// the value is `ln((o + 0.2) / (n − o + 0.2))`. This nests decayed percentiles and maxima of windows.
struct ExceedanceOdds: Sendable {
  /// Days; the last one forgets nothing.
  static let halfLives = [1.0, 3, 7, 14, 28, 1e6]

  /// Shape `[(D + 1) × J × 6]`.
  let values: [Double]

  init(_ record: DemandRecord, candidates: CandidateSizes) {
    let (count, lives) = (candidates.sizes.count, Self.halfLives.count)
    let decays = Self.halfLives.map { Double.exp2(-1 / $0) }
    var over = [Double](repeating: 0, count: count * lives)
    var weight = [Double](repeating: 0, count: lives)
    var values = [Double](repeating: 0, count: (record.days + 1) * count * lives)
    for day in 0...record.days {
      let row = day * count * lives
      for candidate in 0..<count {
        // Equal neighbours have equal odds.
        if candidate > 0, candidates.indices[candidate] == candidates.indices[candidate - 1] {
          for life in 0..<lives {
            values[row + candidate * lives + life] = values[row + (candidate - 1) * lives + life]
          }
          continue
        }
        for life in 0..<lives {
          let above = over[candidate * lives + life]
          values[row + candidate * lives + life] = Double.log(
            (above + 0.2) / (weight[life] - above + 0.2))
        }
      }
      guard day < record.days, record.peaks[day] >= 0 else { continue }
      for life in 0..<lives { weight[life] = weight[life] * decays[life] + 1 }
      for candidate in 0..<count {
        let hit = record.peaks[day] > candidates.sizes[candidate] ? 1.0 : 0.0
        for life in 0..<lives {
          over[candidate * lives + life] = over[candidate * lives + life] * decays[life] + hit
        }
      }
    }
    self.values = values
  }
}
