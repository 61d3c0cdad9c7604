internal import CapacityModel
public import HeadroomBasics
package import LinearAlgebra
public import Sizing

/// A fleet's records with the candidate sizes and features that learned policies work on.
public struct ExceedancePanel: Sendable {
  /// One an entity.
  let designs: [ExceedanceDesign]
  /// The number of candidate sizes of each entity, J.
  public let candidateCount: Int

  /// Prepares a fleet.
  ///
  /// - Parameters:
  ///   - candidateCount: Candidate sizes of each entity, `> 1`.
  ///   - warmup: Days from which candidates are taken.
  public init(
    _ records: [DemandRecord], candidateCount: Int = 40, warmup: Int = 28, loop: ParallelLoop
  ) {
    self.candidateCount = candidateCount
    designs = loop.map(records.count) { place in
      ExceedanceDesign(
        records[place],
        candidates: CandidateSizes(for: records[place], count: candidateCount, warmup: warmup))
    }
  }

  /// The fleet's records, in the order that they were given in.
  public var records: [DemandRecord] { designs.map(\.record) }
}

/// Made so that no entity is judged by a model that had learned from it.
extension ExceedanceForecast {
  /// Fits on training entities and predicts for every entity.
  ///
  /// Entities that took part get predictions of a model of the other half (even places from odd ones and the other way
  /// round), so that what is tuned on them is honest; all others those of the model of all.
  ///
  /// - Parameters:
  ///   - training: Places of the entities to learn from, ascending.
  ///   - days: Training days; nothing from their end on is looked at.
  package init(
    _ panel: ExceedancePanel, horizon: Int, training: [Int], days: Range<Int>, loop: ParallelLoop
  ) throws(LinearAlgebraError) {
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
    self.init(
      whole.model,
      probabilities: loop.map(designs.count) { chosen[$0].probabilities(designs[$0]) })
  }
}
