import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("What was recorded of what was true")
struct RecordingTests {
  let fleet = TestFleet.shared

  @Test("instants ascend, lie within the recipe's days, and are a few seconds off the step")
  func instants() {
    for (truth, samples) in fleet.vms {
      #expect(zip(samples.timestamps, samples.timestamps.dropFirst()).allSatisfy(<))
      #expect(samples.rows.allSatisfy { fleet.recipe.range.contains($0.at) })
      let offsets = Set(samples.timestamps.map { $0 % 300_000 / 1000 })
      #expect(offsets.count > 3 && offsets.count < 10, "\(truth.entity): \(offsets)")
      #expect(samples.timestamps.allSatisfy { $0 % 1000 == 0 })
    }
  }

  @Test("use is in whole pages of 4 KiB, sizes in whole KiB, and use never passes the size")
  func units() {
    for (truth, samples) in fleet.vms {
      #expect(samples.rows.allSatisfy { $0.used % 4096 == 0 && $0.configured % 1024 == 0 })
      #expect(samples.rows.allSatisfy { $0.used <= $0.configured }, "\(truth.entity)")
    }
  }

  @Test("samples and losses of a day add up to its steps, and to what was recorded in all")
  func counts() {
    for (truth, samples) in fleet.vms {
      #expect(truth.days.count == 62)
      #expect(truth.days.allSatisfy { $0.samples + $0.missing == 288 })
      #expect(truth.days.reduce(0) { $0 + $1.samples } == samples.timestamps.count)
    }
  }

  @Test("the fleet loses under 3 % of its samples and over 0.1 %")
  func losses() {
    let missing = fleet.vms.reduce(0) { $0 + $1.truth.days.reduce(0) { $0 + $1.missing } }
    let share = Double(missing) / Double(12 * 62 * 288)
    #expect(share > 0.001 && share < 0.03)
  }

  @Test("a day's recorded peak is the largest sample, and the true one is never below it")
  func peaks() {
    for (truth, samples) in fleet.vms {
      let byDay = Dictionary(grouping: samples.rows) { $0.at.dateText }
      for day in truth.days {
        let recorded = byDay[day.day.dateText]?.map(\.used).max()
        #expect(day.recordedPeak?.bytes == recorded)
        #expect((day.truePeak?.bytes ?? 0) >= (recorded ?? 0))
        if day.missing == 0 && day.censored == 0 && day.off == 0 {
          #expect(day.truePeak == day.recordedPeak)
        }
      }
    }
  }

  @Test("a capped VM's use stands between 98 and 100 % of its size while demand is above it")
  func capped() throws {
    let (truth, samples) = fleet.vm(.capped)
    try #require(!truth.censored.isEmpty)
    let rows = samples.rows
    for stretch in truth.censored {
      let inside = rows.filter { stretch.contains($0.at.roundedDown(to: .seconds(300))) }
      let shares = inside.map { Double($0.used) / Double($0.configured) }
      #expect(shares.allSatisfy { $0 >= 0.98 && $0 < 1 }, "\(stretch.start)")
    }
    for day in truth.days where day.censored > 0 {
      let limit = Double(day.configured.bytes)
      #expect(Double(day.truePeak?.bytes ?? 0) > 0.98 * limit)
    }
    #expect(truth.days.contains { ($0.truePeak ?? .zero) > $0.configured })
    #expect(truth.days.reduce(0) { $0 + $1.censored } > 288)
  }

  @Test("an uncapped VM has no censored steps where its demand stays below 98 % of its size")
  func uncapped() {
    for (truth, _) in fleet.vms {
      for day in truth.days {
        guard let peak = day.truePeak, peak.bytes * 100 < day.configured.bytes * 98 else {
          continue
        }
        #expect(day.censored == 0)
      }
    }
  }

  @Test("while off, use is 0; over days the size is 0 too, over hours it stays")
  func off() throws {
    let (truth, samples) = fleet.vm(.poweredOff)
    try #require(truth.off.contains { $0.reportsNoSize })
    try #require(truth.off.contains { !$0.reportsNoSize })
    let rows = samples.rows
    var zeros = 0
    for stretch in truth.off {
      let inside = rows.filter { stretch.range.contains($0.at.roundedDown(to: .seconds(300))) }
      zeros += inside.count
      #expect(inside.count > 12)
      #expect(inside.allSatisfy { $0.used == 0 })
      #expect(inside.allSatisfy { ($0.configured == 0) == stretch.reportsNoSize })
    }
    #expect(rows.count { $0.used == 0 } == zeros, "use is 0 outside the stretches too")
    #expect(truth.days.contains { $0.off == 288 && $0.truePeak == nil })
  }

  @Test("holes hold no sample; the whole fleet shares those of the collector")
  func gaps() {
    let outages = Set(fleet.vm(.idle).truth.gaps)
    #expect(!outages.isEmpty)
    for (truth, samples) in fleet.vms {
      for gap in truth.gaps {
        #expect(!samples.rows.contains { gap.contains($0.at.roundedDown(to: .seconds(300))) })
      }
    }
    let (truth, _) = fleet.vm(.gaps)
    let lengths = truth.gaps.map { $0.end.milliseconds - $0.start.milliseconds }
    #expect(lengths.contains { $0 >= 86_400_000 }, "a hole of a day or more")
    #expect(lengths.contains { $0 < 43_200_000 }, "a hole of hours")
  }

  @Test("a resize shows in the recorded size from its instant on")
  func resized() throws {
    let (truth, samples) = fleet.vm(.resized)
    try #require(!truth.resizes.isEmpty)
    for resize in truth.resizes {
      let before = samples.rows.last { $0.at < resize.at }
      let after = samples.rows.first { $0.at >= resize.at }
      #expect(before?.configured == resize.from.bytes)
      #expect(after?.configured == resize.to.bytes)
      let day = truth.days.first { $0.day.dateText == resize.at.dateText }
      #expect(day?.configured == resize.to)
    }
    #expect(samples.rows.last?.configured == truth.configuredAtEnd.bytes)
  }
}
