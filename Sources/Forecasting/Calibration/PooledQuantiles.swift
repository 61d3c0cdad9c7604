import CapacityModel

/// Quantiles of scores, a series' own shrunk to its class's and these to all series'.
struct PooledQuantiles: Sendable {
  /// The levels asked for.
  let levels: [Double]
  /// Whether anything was measured.
  let isMeasured: Bool
  /// For each class the quantiles that a series without a record of its own gets.
  private let classes: [[Double]]

  /// Series' worth of trust in all series against the class.
  private static let classPrior = 20.0

  /// Paths' worth of trust in a wide Laplace distribution: what a fleet of one or two is spared from being too sure.
  private static let widePrior = 12.0

  /// Scores by class, and how many series each class stands for.
  struct Scores: Sendable {
    /// For each class its scores.
    fileprivate(set) var byClass = BehaviourClass.allCases.map { _ in [Double]() }
    /// For each class the (series, origin) pairs that gave scores.
    fileprivate(set) var pairs = BehaviourClass.allCases.map { _ in 0 }

    /// Takes in the scores that one series gave at one origin.
    mutating func add(_ scores: some Sequence<Double>, behaviour: BehaviourClass) {
      let index = behaviour.index
      let before = byClass[index].count
      byClass[index].append(contentsOf: scores)
      if byClass[index].count > before { pairs[index] += 1 }
    }
  }

  /// - Parameters:
  ///   - scores: Of all series and origins.
  ///   - origins: How many scores' sets a series gives as a rule.
  init(_ scores: Scores, levels: [Double], origins: Int) {
    self.levels = levels
    let all = Self.thinned(scores.byClass.flatMap { $0 })
    isMeasured = !all.isEmpty
    let wide = levels.map(Self.laplace)
    guard isMeasured else {
      classes = BehaviourClass.allCases.map { _ in wide }
      return
    }
    let pool = TailedSample(all)
    let paths = Double(scores.pairs.reduce(0, +))
    let pooled = Self.mix(
      levels.map(pool.quantile), wide, trust: paths / (paths + Self.widePrior))
    classes = BehaviourClass.allCases.map { behaviour in
      let own = Self.thinned(scores.byClass[behaviour.index])
      guard !own.isEmpty else { return pooled }
      let series = Double(scores.pairs[behaviour.index]) / Double(max(origins, 1))
      let sample = TailedSample(own)
      return Self.mix(
        levels.map(sample.quantile), pooled, trust: series / (series + Self.classPrior))
    }
  }

  /// The quantiles of one series.
  ///
  /// - Parameters:
  ///   - own: The series' own scores, in any order.
  ///   - trust: In its own quantiles, from 0 to 1.
  func quantiles(own: [Double], behaviour: BehaviourClass, trust: Double) -> [Double] {
    let shared = classes[behaviour.index]
    guard !own.isEmpty, trust > 0 else { return shared }
    let sample = TailedSample(own)
    return Self.mix(levels.map(sample.quantile), shared, trust: trust)
  }

  /// How far a small sample's quantile may lie from the shared one: a few scores taken in the unit of a quiet past can
  /// be hundreds, and a twentieth of that would still swamp the answer.
  private static let reach = 4.0

  private static func mix(_ own: [Double], _ shared: [Double], trust: Double) -> [Double] {
    zip(own, shared).map { own, shared in
      let limit = reach * abs(shared) + 1
      return trust * min(max(own, -limit), limit) + (1 - trust) * shared
    }
  }

  /// Every so-many-th score of a sample too large to need all.
  private static func thinned(_ scores: [Double]) -> [Double] {
    let step = scores.count / 100_000 + 1
    return step == 1 ? scores : stride(from: 0, to: scores.count, by: step).map { scores[$0] }
  }

  /// Quantiles of a Laplace distribution with one and a half times the expected mean absolute error.
  private static func laplace(_ level: Double) -> Double {
    level < 0.5
      ? 1.5 * Exponential.logarithm(2 * level) : -1.5 * Exponential.logarithm(2 * (1 - level))
  }
}

extension BehaviourClass {
  /// The place among all classes.
  var index: Int {
    switch self {
    case .idle: 0
    case .flat: 1
    case .seasonal: 2
    case .growing: 3
    case .bursty: 4
    }
  }
}
