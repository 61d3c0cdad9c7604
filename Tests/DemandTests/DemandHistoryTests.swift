import CapacityModel
import Demand
import HeadroomBasics
import Testing

@Suite struct DemandHistoryTests {
  private let day = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 2)
  private let none = SampleBatch.missing

  /// Two days of 5-minute samples at one level.
  private func block(
    used: (Int) -> Int64, configured: (Int) -> Int64 = { _ in 8 << 30 }
  ) -> SampleBlock {
    let count = 576
    return SampleBlock(
      entity: EntityID("vm"), timestamps: (0..<count).map { Int64($0) * 300_000 },
      values: [.used: (0..<count).map(used), .configured: (0..<count).map(configured)])
  }

  @Test("a step's peak is its largest sample, and when that was")
  func peakOfStep() {
    let demand = DemandHistory(of: block { $0 == 300 ? 5000 : 1000 }, on: day)
    #expect(demand.history.peaks == [1000, 5000])
    #expect(demand.history.peakInstants == [0, 300 * 300_000])
    #expect(demand.representative == [true, true])
    #expect(demand.history.configured == .gibibytes(8))
  }

  @Test("an hour at zero is off, not zero demand; ten minutes are demand")
  func offIsNoDemand() {
    let off = DemandHistory(of: block { (100..<400).contains($0) ? 0 : 1000 }, on: day)
    #expect(off.history.offMilliseconds == [188 * 300_000, 112 * 300_000])
    #expect(off.history.peaks == [1000, 1000])
    let blink = DemandHistory(of: block { $0 == 5 || $0 == 6 ? 0 : 1000 }, on: day)
    #expect(blink.history.offMilliseconds == [0, 0])
  }

  @Test("a single sample with neither size nor use is off")
  func unpoweredSample() {
    let demand = DemandHistory(
      of: block(used: { $0 == 9 ? 0 : 1000 }, configured: { $0 == 9 ? 0 : 8 << 30 }), on: day)
    #expect(demand.history.offMilliseconds == [300_000, 0])
    #expect(demand.history.sizes == [Double(8 << 30), Double(8 << 30)])
  }

  @Test("a day spent off has no peak and teaches a forecast nothing")
  func wholeDayOff() {
    let demand = DemandHistory(of: block { $0 < 288 ? 0 : 1000 }, on: day)
    #expect(demand.history.peaks == [nil, 1000])
    #expect(demand.representative == [false, true])
  }

  @Test("demand at 97 % of the size is cut off there")
  func censoring() {
    let size: Int64 = 1000
    let demand = DemandHistory(
      of: block(used: { $0 < 12 ? 970 : 969 }, configured: { _ in size }), on: day)
    #expect(demand.history.censoredMilliseconds == [12 * 300_000, 0])
  }

  @Test("growing swap means that demand was cut off")
  func swapping() {
    var samples = block { _ in 1000 }
    samples.values[.swapped] = (0..<576).map { $0 < 3 ? 0 : min(Int64($0), 6) }
    let demand = DemandHistory(of: samples, on: day)
    #expect(demand.history.censoredMilliseconds == [4 * 300_000, 0])
  }

  @Test("a thinly watched day keeps its peak for guardrails but not for forecasts")
  func thinDay() {
    var samples = block { _ in 1000 }
    samples.timestamps = Array(samples.timestamps.prefix(320))
    for metric in samples.values.keys { samples.values[metric]!.removeLast(256) }
    let demand = DemandHistory(of: samples, on: day)
    #expect(demand.history.peaks == [1000, 1000])
    #expect(demand.representative == [true, false])
  }

  @Test(
    "hours and days that retention rolled up teach as much as the samples did; an outage stays a gap"
  )
  func rolledUp() {
    let (minute, hour, day) = (Int64(60_000), Int64(3_600_000), Int64(86_400_000))
    // Five days of one row each, five of hours, ten of minutes in fives, the middle one of those without any.
    var instants = (0..<5).map { $0 * day }
    instants += (0..<(5 * 24)).map { 5 * day + $0 * hour }
    instants += (0..<(10 * 288)).map { 10 * day + $0 * 5 * minute }
      .filter { !(15 * day..<16 * day).contains($0) }
    let block = SampleBlock(
      entity: EntityID("vm"), timestamps: instants,
      values: [.used: instants.map { 1000 + $0 / day }])
    let demand = DemandHistory(
      of: block, on: StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: 20))
    #expect(demand.representative.indices.filter { !demand.representative[$0] } == [15])
    #expect(demand.history.peaks[3] == 1003 && demand.history.peaks[15] == nil)
    #expect(demand.observedMilliseconds[3] == day && demand.observedMilliseconds[7] == day)
    // The last sample before the outage stands for two steps and no more.
    #expect(demand.observedMilliseconds[14] == day + 5 * minute)
  }

  @Test("samples after the calendar's end are not seen")
  func laterSamplesAreHidden() {
    let today = StepCalendar(start: day.start, step: .days(1), count: 1)
    let demand = DemandHistory(
      of: block(used: { $0 < 288 ? 1000 : 9000 }, configured: { $0 < 288 ? 4096 : 8192 }),
      on: today)
    #expect(demand.history.peaks == [1000])
    #expect(demand.history.configured == ByteCount(4096))
    #expect(demand.history.samples == 288)
  }

  @Test("an entity without samples has an empty history")
  func nothing() {
    let demand = DemandHistory(of: SampleBlock(entity: EntityID("vm")), on: day)
    #expect(demand.history.peaks == [nil, nil])
    #expect(demand.history.configured == nil)
    #expect(demand.history.samples == 0)
  }

  @Test("removing off stretches leaves gaps there and touches nothing else")
  func removingOff() {
    let samples = block { (100..<400).contains($0) ? 0 : 1000 }
    let on = samples.removingOffStretches()
    #expect(on.values[.used]?.filter { $0 == none }.count == 300)
    #expect(on.values[.used]?[99] == 1000)
    #expect(on.values[.configured] == samples.values[.configured])
  }
}
