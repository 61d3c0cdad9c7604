internal import CapacityModel
public import HeadroomBasics
public import LinearAlgebra

/// Probabilities of one model for a fleet, made so that no entity was judged by a model that had learned from it.
public struct ExceedanceForecast: Sendable {
  /// Days ahead.
  public let horizon: Int
  /// The model of all training entities, for entities that took no part in training.
  public let model: ExceedanceModel
  /// For each entity P(a day's peak > candidate) at the start of each day, shape `[(D + 1) × J]`.
  public let probabilities: [[Double]]

  /// Fits on training entities and predicts for every entity.
  ///
  /// Entities that took part get predictions of a model of the other half (even places from odd ones and the other way
  /// round), so that what is tuned on them is honest; all others those of the model of all.
  ///
  /// - Parameters:
  ///   - training: Places of the entities to learn from, ascending.
  ///   - days: Training days; nothing from their end on is looked at.
  public init(
    _ panel: ExceedancePanel, horizon: Int, training: [Int], days: Range<Int>, loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    self.horizon = horizon
    let designs = panel.designs
    let targets = training.map {
      ExceedanceTargets(designs[$0], entity: $0, horizon: horizon, days: days)
    }
    let scaling = FeatureScaling(targets, designs: designs, loop: loop)
    func fit(
      _ targets: [ExceedanceTargets], _ beginning: ExceedanceModel.Fit?, borrows: Bool = false,
      tolerance: Double = 1e-3
    ) throws(LinearAlgebraError) -> ExceedanceModel.Fit {
      try ExceedanceModel.fit(
        targets, designs: designs, horizon: horizon, scaling: scaling, beginning: beginning,
        borrows: borrows, tolerance: tolerance, loop: loop)
    }
    // A quarter of a large fleet finds the neighbourhood of the optimum at a quarter of the price.
    var quarter: ExceedanceModel.Fit?
    if targets.count >= 64 {
      quarter = try fit(
        targets.enumerated().filter { $0.offset % 4 == 0 }.map(\.element), nil, tolerance: 1e-2)
    }
    let whole = try fit(targets, quarter)
    var halves: [ExceedanceModel] = []
    for half in 0..<2 {
      let other = targets.enumerated().filter { $0.offset % 2 != half }.map(\.element)
      halves.append(try fit(other.isEmpty ? targets : other, whole, borrows: true).model)
    }
    var models = [ExceedanceModel](repeating: whole.model, count: designs.count)
    for (place, entity) in training.enumerated() { models[entity] = halves[place % 2] }
    let chosen = models
    probabilities = loop.map(designs.count) { chosen[$0].probabilities(designs[$0]) }
    model = whole.model
  }

  /// Predicts one entity with a model that was trained before.
  init(_ model: ExceedanceModel, of design: ExceedanceDesign) {
    (horizon, self.model) = (model.horizon, model)
    probabilities = [model.probabilities(design)]
  }
}

extension ExceedanceModel {
  /// Probabilities on every day of one entity, shape `[(D + 1) × J]`.
  func probabilities(_ design: ExceedanceDesign) -> [Double] {
    let count = design.candidateCount
    return [Double](unsafeUninitializedCapacity: (design.record.days + 1) * count) { target, used in
      for day in 0...design.record.days {
        probabilities(design, day: day, into: target.baseAddress! + day * count)
      }
      used = (design.record.days + 1) * count
    }
  }
}
