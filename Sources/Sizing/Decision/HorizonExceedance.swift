public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
internal import RealModule

/// What an entity knew at a past origin, and the peak that came within the horizon.
public struct PeakCase: Sendable {
  /// The entity's place in the fleet.
  public let entity: Int
  /// The origin, steps seen.
  public let origin: Int
  /// The peak that came, bytes.
  public let peak: Double
  package let past: PastState

  /// Looks at one entity at one origin; `nil` where too little was known, or too little of the horizon was seen.
  ///
  /// - Parameters:
  ///   - known: The end of what may be looked at, steps; a horizon that ends later teaches nothing.
  public init?(
    _ history: EntityHistory, entity: Int, origin: Int, horizon: Int, known: Int
  ) {
    guard origin > 0, origin + horizon <= min(known, history.peaks.count) else { return nil }
    var (largest, seen) = (0.0, 0)
    for step in origin..<(origin + horizon) {
      guard let peak = history.peaks[step] else { continue }
      largest = max(largest, peak)
      seen += 1
    }
    guard Double(seen) >= Self.coverage * Double(horizon),
      let past = PastState(history, origin: origin, horizon: horizon)
    else { return nil }
    (self.entity, self.origin, peak, self.past) = (entity, origin, largest, past)
  }

  /// The share of the horizon that must be seen.
  private static let coverage = 0.6
}

/// P(peak over a horizon > size | past): a pooled logistic regression over candidate sizes.
///
/// Fitted by damped Newton steps on `Σ [ln(1 + e^η) − y η] + λ/2 · ‖(θ − θ₀) σ‖²`, with σ the features' deviations and θ₀
/// what other fleets taught; the sums are BLAS products.
public struct HorizonExceedance: Sendable, Hashable, Codable {
  /// How many days ahead sizes must hold.
  public let horizon: Int
  /// Coefficients of the raw features, shape `[P]`.
  public let theta: [Double]
  /// The features' standard deviations where the model was learnt, shape `[P]`; 0 for the intercept.
  public let deviations: [Double]

  /// Creates a model from what was learnt before.
  public init(horizon: Int, theta: [Double], deviations: [Double]) {
    precondition(
      theta.count == ExceedanceFeatures.count && deviations.count == ExceedanceFeatures.count,
      "\(theta.count) coefficients, \(deviations.count) deviations")
    (self.horizon, self.theta, self.deviations) = (horizon, theta, deviations)
  }

  /// The number of features.
  public static let featureCount = ExceedanceFeatures.count
  /// What the features are.
  public static let featureVersion = ExceedanceFeatures.version

  /// The sizes that a case teaches on, as multiples of its recent peak.
  private static let multiples: [Double] = (0..<28).map {
    0.7 * Double.pow(36 / 0.7, Double($0) / 27)
  }
  private static let chunk = 64
  private static let mostSteps = 25

  /// The log-odds that the peak passes `size`, in [−15, 15].
  package func logOdds(_ past: PastState, size: Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: ExceedanceFeatures.count) { row in
      ExceedanceFeatures.fill(row.baseAddress!, past, size: size)
      return min(max(Self.dot(row.baseAddress!, theta), -15), 15)
    }
  }

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - prior: What it begins from and is pulled to; `nil` for nothing, with deviations from the cases themselves.
  ///   - ridge: λ, in rows, `> 0`.
  /// - Throws: `LinearAlgebraError`.
  public static func fit(
    _ cases: [PeakCase], horizon: Int, prior: HorizonExceedance? = nil, ridge: Double,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) -> HorizonExceedance {
    let width = ExceedanceFeatures.count
    let deviations = prior?.deviations ?? self.deviations(of: cases, loop: loop)
    let start = prior?.theta ?? [Double](repeating: 0, count: width)
    guard !cases.isEmpty else {
      return HorizonExceedance(horizon: horizon, theta: start, deviations: deviations)
    }
    // The intercept moves more freely than the rest.
    let penalties = deviations.enumerated().map { place, deviation in
      place == 0 ? (prior == nil ? 1e-6 : 0.05 * ridge) : ridge * (deviation * deviation + 1e-6)
    }
    func penalised(_ sums: Sums, at theta: [Double]) -> Double {
      zip(zip(theta, start), penalties).reduce(sums.loss) {
        $0 + 0.5 * $1.1 * ($1.0.0 - $1.0.1) * ($1.0.0 - $1.0.1)
      }
    }
    var theta = start
    var sums = try self.sums(over: cases, theta: theta, loop: loop)
    var loss = penalised(sums, at: theta)
    for _ in 0..<mostSteps {
      var gram = sums.gram
      var gradient = sums.gradient
      for place in 0..<width {
        gram[place, place] += penalties[place]
        gradient[place] -= penalties[place] * (theta[place] - start[place])
      }
      let step = try CholeskyFactor(gram).solve(
        Matrix(rows: width, columns: 1, elements: gradient)
      ).elements
      let gain = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard gain > 1e-6 * max(1, loss) else { break }
      var length = 1.0
      var moved = false
      while length > 1e-3 {
        let trial = zip(theta, step).map { $0 + length * $1 }
        let trialSums = try self.sums(over: cases, theta: trial, loop: loop)
        let trialLoss = penalised(trialSums, at: trial)
        if trialLoss < loss {
          (theta, sums, loss, moved) = (trial, trialSums, trialLoss, true)
          break
        }
        length /= 2
      }
      guard moved else { break }
    }
    return HorizonExceedance(horizon: horizon, theta: theta, deviations: deviations)
  }

  private struct Sums: Sendable {
    var loss = 0.0
    var gradient = [Double](repeating: 0, count: ExceedanceFeatures.count)
    var gram: Matrix
    init() throws(LinearAlgebraError) {
      gram = try Matrix(rows: ExceedanceFeatures.count, columns: ExceedanceFeatures.count)
    }
  }

  /// Loss, gradient and Gram matrix at `theta`; chunks are added in their order, so that threads change no digit.
  private static func sums(
    over cases: [PeakCase], theta: [Double], loop: ParallelLoop
  ) throws(LinearAlgebraError) -> Sums {
    let chunks = (cases.count + chunk - 1) / chunk
    let parts: [Result<Sums, LinearAlgebraError>] = loop.map(chunks) { turn in
      Result { () throws(LinearAlgebraError) -> Sums in
        try sums(
          ofChunk: cases[(turn * chunk)..<min((turn + 1) * chunk, cases.count)], theta: theta)
      }
    }
    var total = try Sums()
    for part in parts {
      let sums = try part.get()
      total.loss += sums.loss
      for place in total.gradient.indices { total.gradient[place] += sums.gradient[place] }
      try total.gram.add(sums.gram)
    }
    return total
  }

  private static func sums(
    ofChunk cases: ArraySlice<PeakCase>, theta: [Double]
  ) throws(LinearAlgebraError) -> Sums {
    let width = ExceedanceFeatures.count
    var sums = try Sums()
    let weighted = [Double](
      unsafeUninitializedCapacity: cases.count * multiples.count * width
    ) { buffer, initialized in
      var row = buffer.baseAddress!
      for item in cases {
        for multiple in multiples {
          let size = multiple * item.past.peak
          ExceedanceFeatures.fill(row, item.past, size: size)
          let eta = dot(row, theta)
          let hit = item.peak > size ? 1.0 : 0.0
          let tail = Double.exp(-eta.magnitude)
          sums.loss += max(eta, 0) + Double.log(onePlus: tail) - hit * eta
          let probability = (eta < 0 ? tail : 1) / (1 + tail)
          let scale = (probability * (1 - probability)).squareRoot()
          for column in 0..<width {
            sums.gradient[column] += (hit - probability) * row[column]
            row[column] *= scale
          }
          row += width
        }
      }
      initialized = cases.count * multiples.count * width
    }
    try sums.gram.addGram(
      of: Matrix(rows: cases.count * multiples.count, columns: width, elements: weighted))
    return sums
  }

  private static func deviations(of cases: [PeakCase], loop: ParallelLoop) -> [Double] {
    let width = ExceedanceFeatures.count
    let parts = loop.map(cases.count) { turn in
      var sums = [Double](repeating: 0, count: 2 * width)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { row in
        for multiple in multiples {
          ExceedanceFeatures.fill(
            row.baseAddress!, cases[turn].past, size: multiple * cases[turn].past.peak)
          for column in 0..<width {
            sums[column] += row[column]
            sums[width + column] += row[column] * row[column]
          }
        }
      }
      return sums
    }
    var sums = [Double](repeating: 0, count: 2 * width)
    for part in parts { for place in sums.indices { sums[place] += part[place] } }
    let rows = Double(max(1, cases.count * multiples.count))
    return (0..<width).map { column in
      guard column > 0 else { return 0 }
      let mean = sums[column] / rows
      return max(0, sums[width + column] / rows - mean * mean).squareRoot() + 1e-3
    }
  }

  @inline(__always)
  private static func dot(_ row: UnsafePointer<Double>, _ theta: [Double]) -> Double {
    theta.withUnsafeBufferPointer { theta in
      var sum = SIMD8<Double>.zero
      let whole = ExceedanceFeatures.count & ~7
      for column in stride(from: 0, to: whole, by: 8) {
        let left = UnsafeRawPointer(row + column).loadUnaligned(as: SIMD8<Double>.self)
        let right = UnsafeRawPointer(theta.baseAddress! + column).loadUnaligned(
          as: SIMD8<Double>.self)
        sum += left * right
      }
      var rest = 0.0
      for column in whole..<ExceedanceFeatures.count { rest += row[column] * theta[column] }
      return sum.sum() + rest
    }
  }
}
