public import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

/// Fitted Q-iteration with linear features and every action's cost known.
///
/// `U(s, S)`, the cost to go of holding size S from day t on, is linear in the features; one iteration regresses
///
///     y = c_t(S) + γ · min(U(s', S), min_{S'} [U(s', S') + change(S → S')])
///
/// on them (on days without a decision `y = c + γ U(s', S)`). The weighted Gram matrix does not change, so it is factorised
/// once; an iteration is a product with the next days' features, minima, and a product with the days' own. Several
/// discounts are iterated side by side as columns.
///
/// Source: Ernst, Geurts & Wehenkel (2005), JMLR 6.
public struct FittedQ: Sendable {
  /// Discounts, one a column.
  public let gammas: [Double]
  /// Coefficients, shape `[P × discounts]`.
  public let theta: Matrix
  /// The largest change of a coefficient over the largest coefficient, after each iteration.
  public let changes: [Double]

  static let ridge = 1e-2
  private static let iterations = 40

  /// Learns from training entities.
  ///
  /// - Parameters:
  ///   - training: Places of the entities.
  ///   - days: Training days; costs from their end on are not looked at.
  ///   - schedule: When sizes are decided.
  public init(
    _ inputs: NewsvendorInputs, training: [Int], days: Range<Int>, schedule: OriginSchedule,
    costs: CostSchedule, gammas: [Double] = FittedQ.usualGammas,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    try self.init(
      Self.lessons(
        inputs, training: training, days: days, schedule: schedule, costs: costs, loop: loop),
      gammas: gammas, loop: loop)
  }

  /// Discounts that are iterated where none are asked for.
  public static let usualGammas = [0.6, 0.8]

  /// What the entities at the places of `training` teach.
  static func lessons(
    _ inputs: NewsvendorInputs, training: [Int], days: Range<Int>, schedule: OriginSchedule,
    costs: CostSchedule, loop: ParallelLoop
  ) throws(LinearAlgebraError) -> [FittedQLesson] {
    let lessons: [Result<FittedQLesson, LinearAlgebraError>] = loop.map(training.count) { turn in
      Result { () throws(LinearAlgebraError) -> FittedQLesson in
        try FittedQLesson(
          inputs, entity: training[turn], days: days, schedule: schedule,
          prices: costs.costs(of: inputs.designs[training[turn]].record.tier))
      }
    }
    return try lessons.map { lesson throws(LinearAlgebraError) in try lesson.get() }
  }

  /// Learns from lessons.
  ///
  /// - Parameter beginning: A fit at the same discounts on similar entities, whose coefficients are begun from; the fixed
  ///   point is the same to the tolerance.
  init(
    _ rows: [FittedQLesson], gammas: [Double] = FittedQ.usualGammas, beginning: FittedQ? = nil,
    loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    self.gammas = gammas
    var gram = try Matrix(rows: FittedQFeatures.count, columns: FittedQFeatures.count)
    for part in try Self.each(
      rows, loop, { lesson throws(LinearAlgebraError) in try lesson.gram() })
    {
      try gram.add(part)
    }
    for place in 0..<FittedQFeatures.count {
      gram[place, place] += Self.ridge * max(gram[place, place], 1e-6)
    }
    let factor = try CholeskyFactor(gram)
    func solved(_ theta: Matrix?) throws(LinearAlgebraError) -> Matrix {
      var cross = try Matrix(rows: FittedQFeatures.count, columns: gammas.count)
      let parts = try Self.each(rows, loop) { lesson throws(LinearAlgebraError) in
        try lesson.cross(theta: theta, gammas: gammas)
      }
      for part in parts { try cross.add(part) }
      return try factor.solve(cross)
    }
    var theta = if let beginning { beginning.theta } else { try solved(nil) }
    var changes: [Double] = []
    var mixing = SecantMixing()
    for _ in 0..<Self.iterations {
      let next = try solved(theta)
      let change = zip(next.elements, theta.elements).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      let scale = theta.elements.reduce(1e-300) { max($0, $1.magnitude) }
      changes.append(change / scale)
      if change < 1e-3 * scale {
        theta = next
        break
      }
      theta = mixing.next(after: theta, image: next)
    }
    (self.theta, self.changes) = (theta, changes)
  }

  private static func each(
    _ lessons: [FittedQLesson], _ loop: ParallelLoop,
    _ body: @Sendable (FittedQLesson) throws(LinearAlgebraError) -> Matrix
  ) throws(LinearAlgebraError) -> [Matrix] {
    let parts: [Result<Matrix, LinearAlgebraError>] = loop.map(lessons.count) { turn in
      Result { () throws(LinearAlgebraError) -> Matrix in try body(lessons[turn]) }
    }
    return try parts.map { part throws(LinearAlgebraError) in try part.get() }
  }

  /// The cost to go of every candidate on every day of one entity at every discount, shape `[(D + 1) · J × discounts]`.
  func values(
    _ inputs: NewsvendorInputs, entity: Int, prices: CostModel
  ) throws(LinearAlgebraError) -> Matrix {
    let days = 0..<(inputs.designs[entity].record.days + 1)
    return try FittedQFeatures.design(inputs, entity: entity, days: days, prices: prices)
      .multiplied(by: theta)
  }
}
