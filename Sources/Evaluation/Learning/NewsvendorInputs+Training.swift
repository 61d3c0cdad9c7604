package import CapacityModel
public import HeadroomBasics
public import LinearAlgebra
public import Sizing

extension NewsvendorInputs {
  /// Learns both horizons from training entities: a day and a week.
  ///
  /// - Parameters:
  ///   - training: Places of the entities.
  ///   - days: Training days; nothing from their end on is looked at.
  ///   - seen: The end of the days from which the hours above a size are learned.
  public init(
    _ panel: ExceedancePanel, training: [Int], days: Range<Int>, seen: Int, loop: ParallelLoop
  ) throws(LinearAlgebraError) {
    let near = try ExceedanceForecast(
      panel, horizon: 1, training: training, days: days, loop: loop)
    let far = try ExceedanceForecast(
      panel, horizon: 7, training: training, days: days, loop: loop)
    self.init(
      panel.designs, near: near, far: far,
      hoursOver: Self.hoursOver(panel.designs, entities: training, days: 0..<seen))
  }

  /// Hours short over the excess of the peak, from the days of `range`: how long demand stays up where it exceeds a size.
  private static func hoursOver(
    _ designs: [ExceedanceDesign], entities: [Int], days range: Range<Int>
  ) -> Double {
    var (short, excess) = (0.0, 0.0)
    for entity in entities {
      let design = designs[entity]
      let record = design.record
      for day in range where record.judgedPeaks[day] >= 0 {
        for (index, size) in zip(design.candidates.indices, design.candidates.sizes) {
          guard record.judgedPeaks[day] > size else { break }
          short += record.shortage(day: day, index: Int(index)) / record.usualPeak
          excess += (record.judgedPeaks[day] - size) / record.usualPeak
        }
      }
    }
    return excess > 0 ? short / excess : 1
  }

  /// A policy with these parameters, ready to be replayed.
  package func trial(
    _ knobs: NewsvendorKnobs, costs: CostSchedule, schedule: OriginSchedule
  ) -> SizingTrial {
    SizingTrial(policy: PolicyCatalogue.newsvendor, knobs: knobs.named) { entity, held in
      let design = designs[entity]
      var prices = costs.costs(of: design.record.tier)
      let moves = design.record.moveCosts(prices)
      prices.event *= knobs.tilt
      ValueReplay.walk(
        design, schedule: schedule, moves: (moves.grow / knobs.pay, moves.shrink / knobs.pay),
        into: held
      ) { day, values in
        fillCosts(values, entity: entity, day: day, prices: prices, mix: knobs.mix)
      }
    }
  }
}
