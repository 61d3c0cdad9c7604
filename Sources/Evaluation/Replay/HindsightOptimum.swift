package import CapacityModel
package import Sizing

/// The sizes that someone who knew all demand would have held: the bound that no policy passes.
///
/// `V_t(S) = c_t(S) + min(V_{t+1}(S), min_{S'} [V_{t+1}(S') + change(S → S')])`, O(T · K) a record, as the best growth and
/// the best shrink from every size follow from running minima.
package enum HindsightOptimum {
  /// The sizes held, decided on the days of `schedule` within `days`; the first is free.
  ///
  /// - Returns: Grid indices, −1 outside `days`; shape `[D]`.
  package static func held(
    _ record: DemandRecord, prices: CostModel, days: Range<Int>, schedule: OriginSchedule
  ) -> [Int32] {
    let count = min(record.grid.count, record.levels + 1)
    var held = [Int32](repeating: -1, count: record.days)
    guard !days.isEmpty, count > 0 else { return held }
    let moves = record.moveCosts(prices)
    var toGo = [Double](repeating: 0, count: count)
    // For each day, where to go from each size.
    var next = [Int32](repeating: 0, count: days.count * count)
    for day in days.reversed() {
      for index in 0..<count { toGo[index] += dayCost(record, day, index, prices) }
      let row = (day - days.lowerBound) * count
      // The first day of the stretch is a free choice, whatever the schedule.
      guard day > days.lowerBound else { break }
      for index in 0..<count { next[row + index] = Int32(index) }
      if schedule.contains(day) {
        improve(&toGo, moves: moves, next: &next, row: row)
      }
    }
    var index = toGo.indices.min { toGo[$0] < toGo[$1] } ?? 0
    for day in days {
      if day > days.lowerBound {
        index = Int(next[(day - days.lowerBound) * count + index])
      }
      held[day] = Int32(index)
    }
    return held
  }

  /// A trial of the optimum over one stretch.
  package static func trial(
    in fleet: TrialFleet, days: Range<Int>, costs: CostSchedule
  ) -> SizingTrial {
    let (records, schedule) = (fleet.records, fleet.schedule)
    return SizingTrial(policy: PolicyCatalogue.hindsight, knobs: [:]) { entity, target in
      let record = records[entity]
      let held = held(
        record, prices: costs.costs(of: record.tier), days: days, schedule: schedule)
      for day in target.indices { target[day] = held[day] }
    }
  }

  /// Cost of one day at a size, in days of the usual peak, without change.
  static func dayCost(
    _ record: DemandRecord, _ day: Int, _ index: Int, _ prices: CostModel
  ) -> Double {
    let hours = record.hours[day]
    guard hours > 0 else { return 0 }
    let short = record.shortage(day: day, index: index)
    let slack = max(0, record.grid.size(index) * hours - record.use[day] + short)
    return (prices.slack * slack + prices.shortage * short) / (24 * record.usualPeak)
      + (short > 0 ? prices.event : 0)
  }

  private static func improve(
    _ toGo: inout [Double], moves: (grow: Double, shrink: Double), next: inout [Int32], row: Int
  ) {
    let held = toGo
    // The least cost-to-go among smaller sizes on the way up, among larger ones on the way down.
    var best = 0
    for index in 1..<max(1, held.count) {
      if held[index - 1] < held[best] { best = index - 1 }
      if held[best] + moves.shrink < toGo[index] {
        (toGo[index], next[row + index]) = (held[best] + moves.shrink, Int32(best))
      }
    }
    best = held.count - 1
    for index in (0..<max(0, held.count - 1)).reversed() {
      if held[index + 1] < held[best] { best = index + 1 }
      if held[best] + moves.grow < toGo[index] {
        (toGo[index], next[row + index]) = (held[best] + moves.grow, Int32(best))
      }
    }
  }
}
