import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("What was drawn shows in the samples")
struct BehaviourTests {
  let fleet = TestFleet.shared

  @Test("twelve VMs show all twelve behaviours")
  func allPresent() {
    let mains = Set(fleet.vms.map(\.truth.behaviours[0]))
    #expect(mains == Set(FleetBehaviour.allCases))
  }

  @Test("an idle VM never uses a seventh of its size, beside the 180 MiB of a bare system")
  func idle() {
    let (truth, samples) = fleet.vm(.idle)
    let bound = max(truth.configuredAtStart.bytes / 7, 220 << 20)
    #expect(samples.rows.allSatisfy { $0.used < bound && $0.used > 0 })
  }

  @Test("a flat VM's daily peaks differ by less than the bursts and the noise that were drawn")
  func flat() {
    let (truth, _) = fleet.vm(.flat)
    let peaks = truth.days.compactMap { $0.truePeak?.bytes }
    let bound = truth.demand.burstHeight.bytes + 7 * truth.demand.noise.bytes
    #expect((peaks.max() ?? 0) - (peaks.min() ?? 0) < bound)
  }

  @Test("a diurnal VM swings by at least half its amplitude on every weekday")
  func diurnal() {
    let (truth, samples) = fleet.vm(.diurnal)
    for day in truth.days where day.day.weekday < 5 && day.samples > 250 {
      let used = samples.rows.filter { $0.at.dateText == day.day.dateText }.map(\.used)
      let swing = (used.max() ?? 0) - (used.min() ?? 0)
      #expect(swing > truth.demand.dailyAmplitude.bytes / 2, "\(day.day)")
    }
  }

  // Tolerance 10 %: noise of 0.5 % of the size and weekends disturb a rise of some 15 % over 62 days.
  @Test("least squares over a growing VM's recorded use finds the true growth within 10 %")
  func growth() {
    let (truth, samples) = fleet.vm(.growth)
    let start = fleet.recipe.start.milliseconds
    // Whole weeks, so that weekends do not lean on one end.
    let points = samples.rows.map {
      (x: Double($0.at.milliseconds - start) / 86_400_000, y: Double($0.used))
    }.filter { $0.x < 56 }
    let found = slope(points) / Double(truth.demand.growthPerDay.bytes)
    #expect(truth.demand.growthPerDay > .zero)
    #expect(abs(found - 1) < 0.1, "found \(found) of the true growth")
  }

  @Test("a deployment moves the median of the days around it by its change")
  func deployments() throws {
    let (truth, samples) = fleet.vm(.deployments)
    try #require(!truth.deployments.isEmpty)
    let rows = samples.rows
    for deployment in truth.deployments {
      let after = rows.filter { $0.at >= deployment.at && $0.at < deployment.at + .days(7) }
      let before = rows.filter { $0.at < deployment.at && $0.at >= deployment.at - .days(7) }
      guard deployment.at + .days(7) < fleet.recipe.range.end, before.count > 1800 else { continue }
      let change = median(after.map { Double($0.used) }) - median(before.map { Double($0.used) })
      let bound = 0.5 * Double(deployment.change.bytes.magnitude)
      #expect(abs(change - Double(deployment.change.bytes)) < bound, "\(deployment.at)")
    }
  }

  @Test("a leak rises as fast as drawn between restarts, and each restart takes it back")
  func leak() throws {
    let (truth, samples) = fleet.vm(.leak)
    try #require(truth.restarts.count >= 2)
    let rows = samples.rows
    for (restart, next) in zip(truth.restarts, truth.restarts.dropFirst()) {
      let days = Duration.milliseconds(next.milliseconds - restart.milliseconds).inDays
      func level(from start: Timestamp) -> Double {
        median(rows.filter { $0.at >= start && $0.at < start + .days(1) }.map { Double($0.used) })
      }
      let leaked = Double(truth.demand.leakPerDay.bytes)
      let rise = level(from: next - .days(1)) - level(from: restart)
      let drop = level(from: next - .days(1)) - level(from: next)
      // A quarter of the rise: weekday and weekend differ, and noise is slow.
      #expect(abs(rise - leaked * (days - 1)) < 0.25 * leaked * days)
      #expect(abs(drop - leaked * (days - 1)) < 0.25 * leaked * days)
    }
  }

  @Test("month-end nights need more than half of what was drawn for them above the usual peak")
  func monthEnd() {
    let (truth, _) = fleet.vm(.monthEnd)
    let isMonthEnd: (DayTruth) -> Bool = {
      ($0.day + .days(2)).date.month != $0.day.date.month
    }
    let nights = truth.days.filter(isMonthEnd).compactMap { $0.truePeak?.bytes }
    let usual = median(
      truth.days.filter { !isMonthEnd($0) }.compactMap { $0.truePeak.map { Double($0.bytes) } })
    #expect(nights.count == 4)
    for night in nights {
      #expect(Double(night) - usual > 0.5 * Double(truth.demand.monthEndAmplitude.bytes))
    }
  }

  @Test("a heap fills after a restart and then stays within 4 % of its size")
  func plateau() throws {
    let (truth, samples) = fleet.vm(.plateau)
    let restart = try #require(truth.restarts.first { $0 + .days(8) < fleet.recipe.range.end })
    let heap = Double(truth.demand.heap.bytes)
    let rows = samples.rows.filter { $0.at >= restart }
    let first = try #require(rows.first)
    let filled = rows.filter {
      let days = Duration.milliseconds($0.at.milliseconds - restart.milliseconds).inDays
      return days > 6.5 && days < 8
    }.map { Double($0.used) }
    #expect(median(filled) - Double(first.used) > 0.3 * heap)
    #expect((filled.max() ?? 0) - (filled.min() ?? 0) < 0.04 * heap)
  }
}
