package import CapacityModel
internal import HeadroomBasics
internal import RealModule
internal import Sizing

/// Q-learning on buckets: the size over the largest peak of 14 days, the trend of peaks, and their volatility.
///
/// Actions are to hold, or to resize to one of eight multiples of that peak. Demand does not depend on the size, so every
/// day teaches every size bucket and every action. The transparent baseline among the learned policies.
package struct TabularSizing: Sendable {
  /// Multiples of the reference that can be bought.
  static let multiples = [0.8, 0.95, 1.1, 1.25, 1.5, 1.8, 2.3, 3]
  /// Buckets of size over reference.
  static let buckets = 14
  private static let firstRatio = 0.5
  private static let width = 1.17

  /// What was learned.
  package let table: QTable
  private let cuts: [Double]

  /// Learns from training entities.
  ///
  /// - Parameters:
  ///   - training: Places of the entities.
  ///   - days: Training days; nothing from their end on is looked at.
  ///   - sweeps: How often all of it is gone through.
  package init(
    _ panel: ExceedancePanel, training: [Int], days: Range<Int>, warmup: Int,
    costs: CostSchedule, schedule: LearningSchedule, isDouble: Bool = false, sweeps: Int = 12,
    seed: UInt64 = 0
  ) {
    let spread = training.map { panel.designs[$0].state.volatility[warmup] }.sorted()
    cuts =
      spread.isEmpty
      ? [0, 0] : [spread[spread.count / 3], spread[min(2 * spread.count / 3, spread.count - 1)]]
    var table = QTable(
      states: Self.buckets * 9, actions: Self.multiples.count + 1, schedule: schedule,
      isDouble: isDouble)
    var generator = SplitMix64(state: seed)
    let cuts = cuts
    for _ in 0..<sweeps {
      for entity in training {
        let design = panel.designs[entity]
        let prices = costs.costs(of: design.record.tier)
        for day in days.dropLast() where design.state.isKnown[day] {
          Self.learn(design, day, prices, cuts, &table, &generator)
        }
      }
    }
    self.table = table
  }

  private static func learn(
    _ design: ExceedanceDesign, _ day: Int, _ prices: CostModel, _ cuts: [Double],
    _ table: inout QTable, _ generator: inout SplitMix64
  ) {
    let record = design.record
    let moves = record.moveCosts(prices)
    let (reference, next) = (reference(design, day), reference(design, day + 1))
    let (class0, class1) = (
      behaviour(design, day, cuts: cuts), behaviour(design, day + 1, cuts: cuts)
    )
    // Bought sizes do not depend on the bucket they are bought from.
    let bought = multiples.map { multiple in
      let index = record.grid.index(covering: multiple * reference)
      return (
        size: multiple, cost: HindsightOptimum.dayCost(record, day, index, prices),
        next: state(bucket(record.grid.size(index) / next), class1)
      )
    }
    for bucket in 0..<buckets {
      let ratio = firstRatio * Double.pow(width, Double(bucket) + 0.5)
      let index = record.grid.index(covering: ratio * reference)
      let now = state(bucket, class0)
      table.learn(
        now, 0, cost: HindsightOptimum.dayCost(record, day, index, prices),
        next: state(Self.bucket(record.grid.size(index) / next), class1), using: &generator)
      for (place, choice) in bought.enumerated() {
        let move = choice.size > ratio ? moves.grow : moves.shrink
        table.learn(
          now, place + 1, cost: choice.cost + move, next: choice.next, using: &generator)
      }
    }
  }

  private static func state(_ bucket: Int, _ behaviour: Int) -> Int { bucket * 9 + behaviour }

  private static func bucket(_ ratio: Double) -> Int {
    let place = Double.log(max(ratio, firstRatio) / firstRatio) / Double.log(width)
    return min(max(Int(place), 0), buckets - 1)
  }

  /// The largest peak of 14 days, bytes.
  private static func reference(_ design: ExceedanceDesign, _ day: Int) -> Double {
    Double.exp(design.state.references[day * DemandState.referenceCount + 3])
  }

  /// Whether peaks are falling, settled or high, and how they vary: 0 to 8.
  private static func behaviour(_ design: ExceedanceDesign, _ day: Int, cuts: [Double]) -> Int {
    let row = day * DemandState.referenceCount
    let trend = design.state.references[row + 1] - design.state.references[row + 4]
    let volatility = design.state.volatility[day]
    let (slope, group) = (
      trend < -0.5 ? 0 : trend < -0.1 ? 1 : 2,
      volatility < cuts[0] ? 0 : volatility < cuts[1] ? 1 : 2
    )
    return slope * 3 + group
  }

  /// One trial.
  ///
  /// - Parameters:
  ///   - tilt: How much less a resize must cost than holding, days of the usual peak.
  ///   - multiple: What bought sizes are multiplied by.
  package func trial(
    _ panel: ExceedancePanel, tilt: Double, multiple: Double, schedule: OriginSchedule
  ) -> SizingTrial {
    let (table, cuts) = (table, cuts)
    return SizingTrial(
      policy: PolicyCatalogue.tabularQ,
      knobs: ["gamma": table.schedule.gamma, "tilt": tilt, "multiple": multiple]
    ) { entity, held in
      let design = panel.designs[entity]
      let grid = design.record.grid
      var index: Int32 = -1
      for day in held.indices {
        if schedule.contains(day), design.state.isKnown[day] {
          let reference = Self.reference(design, day)
          let ratio = index < 0 ? 0 : grid.size(Int(index)) / reference
          let state = Self.state(Self.bucket(ratio), Self.behaviour(design, day, cuts: cuts))
          let best =
            (1...Self.multiples.count).min { table.value(state, $0) < table.value(state, $1) } ?? 1
          if index < 0 || table.value(state, best) + tilt < table.value(state, 0) {
            index = Int32(grid.index(covering: multiple * Self.multiples[best - 1] * reference))
          }
        }
        held[day] = day < schedule.first ? -1 : index
      }
    }
  }
}
