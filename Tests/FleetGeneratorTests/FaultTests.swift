import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("Faults in the samples of a fleet")
struct FaultTests {
  private static let recipe = try! FleetRecipe(vms: 6, days: 60, seed: 21, stepSeconds: 1800)
  private let recipe = Self.recipe

  /// What became of the samples of every VM that got the one fault, with those that it should have had.
  private func injected(_ kind: FaultKind) throws -> [(
    before: SampleBlock, after: [SampleBlock], fault: InjectedFault
  )] {
    let generator = FleetGenerator(
      recipe: recipe, faults: try FleetFaults(kinds: [kind], share: 1, in: recipe))
    return try (0..<recipe.vms).map { index in
      let (truth, samples, fault) = generator.recorded(index)
      #expect(truth == generator.entity(index).truth)
      let found = try #require(fault)
      #expect(found.kind == kind)
      return (generator.entity(index).samples, samples, found)
    }
  }

  @Test("without faults nothing changes, and no file of them is there")
  func none() throws {
    let generator = FleetGenerator(recipe: recipe)
    for index in 0..<recipe.vms {
      let (_, samples, fault) = generator.recorded(index)
      #expect(samples == [generator.entity(index).samples] && fault == nil)
    }
    #expect(!generator.files.contains(.faults))
  }

  @Test("a share of the VMs gets faults, the same in a larger fleet and others with another seed")
  func share() throws {
    func victims(vms: Int, seed: UInt64) throws -> [InjectedFault?] {
      let recipe = try FleetRecipe(vms: vms, days: 40, seed: seed, stepSeconds: 3600)
      let faults = try FleetFaults(kinds: FaultKind.ofEntities, share: 0.3, in: recipe)
      let generator = FleetGenerator(recipe: recipe, faults: faults)
      return (0..<vms).map { generator.recorded($0).fault }
    }
    let (small, large) = (try victims(vms: 60, seed: 5), try victims(vms: 80, seed: 5))
    #expect(Array(large.prefix(60)) == small)
    #expect((9...28).contains(small.count { $0 != nil }))
    #expect(try victims(vms: 60, seed: 6) != small)
    #expect(Set(large.compactMap { $0?.kind }).count >= 6)
  }

  @Test("coarse: one sample every six hours, as it was")
  func coarse() throws {
    for (before, after, _) in try injected(.coarse) {
      let kept = after[0]
      #expect(after.count == 1 && (200...240).contains(kept.timestamps.count))
      #expect(Set(kept.timestamps).isSubset(of: before.timestamps))
      #expect(Set(kept.timestamps.map { $0 / 21_600_000 }).count == kept.timestamps.count)
    }
  }

  @Test("averages: at even hours, below the peaks, with the mean that there was")
  func averages() throws {
    for (before, after, fault) in try injected(.averages) {
      let length: Int64 = fault.detail == "daily" ? 86_400_000 : 7_200_000
      #expect(after[0].timestamps.allSatisfy { $0 % length == 0 })
      let (old, new) = (before.rows, after[0].rows)
      let window = old.filter { $0.at.milliseconds / length == new[5].at.milliseconds / length }
      let mean = window.reduce(0) { $0 + $1.used } / Int64(window.count)
      #expect((mean - 1024...mean).contains(new[5].used))
      #expect(new.map(\.used).max()! <= old.map(\.used).max()!)
    }
  }

  @Test("unseen hours: the same hours of all nights, or all weekends")
  func unseenHours() throws {
    var details: Set<String> = []
    for (before, after, fault) in try injected(.unseenHours) {
      details.insert(String(fault.detail.prefix(6)))
      let lost = Set(before.timestamps).subtracting(after[0].timestamps).map {
        Timestamp(milliseconds: $0)
      }
      let kept = after[0].timestamps.map { Timestamp(milliseconds: $0) }
      if fault.detail == "weekends" {
        #expect(lost.allSatisfy { $0.weekday >= 5 } && kept.allSatisfy { $0.weekday < 5 })
      } else {
        let hours = Set(lost.map { $0.milliseconds / 3_600_000 % 24 })
        #expect((2...5).contains(hours.count))
        #expect(kept.allSatisfy { !hours.contains($0.milliseconds / 3_600_000 % 24) })
      }
    }
    #expect(details == ["weeken", "nights"])
  }

  @Test("frozen: one value from an instant on, the samples before untouched")
  func frozen() throws {
    for (before, after, fault) in try injected(.frozen) {
      let late = after[0].rows.filter { $0.at >= fault.since }
      #expect(Set(late.map(\.used)).count == 1 && late[0].used > 0)
      let lasts = recipe.range.end.milliseconds - fault.since.milliseconds
      #expect((2 * 86_400_000...10 * 86_400_000).contains(lasts))
      #expect(
        after[0].rows.filter { $0.at < fault.since }.map(\.used)
          == before.rows.filter { $0.at < fault.since }.map(\.used))
    }
  }

  @Test("small: demand by 1,024, sizes as they were")
  func small() throws {
    for (before, after, _) in try injected(.small) {
      #expect(zip(before.rows, after[0].rows).allSatisfy { $1.used == $0.used / 1_048_576 * 1024 })
      #expect(after[0].values[.configured] == before.values[.configured])
    }
  }

  @Test("wrong time: one to three samples far from all others, in time order")
  func wrongTime() throws {
    for (before, after, fault) in try injected(.wrongTime) {
      let moved = after[0].timestamps.filter { !recipe.range.contains(Timestamp(milliseconds: $0)) }
      #expect((1...3).contains(moved.count) && moved[0] == fault.since.milliseconds)
      #expect(after[0].timestamps == after[0].timestamps.sorted())
      #expect(after[0].timestamps.count == before.timestamps.count)
    }
  }

  @Test("shared name: two machines under one name, at the same instants or 17 s apart")
  func sharedName() throws {
    for (before, after, fault) in try injected(.sharedName) {
      #expect(after.allSatisfy { $0.entity == before.entity })
      if fault.detail == "17 s apart" {
        #expect(after.count == 1 && after[0].timestamps.count > before.timestamps.count * 19 / 10)
        #expect(zip(after[0].timestamps, after[0].timestamps.dropFirst()).allSatisfy { $0 < $1 })
      } else {
        #expect(after[0] == before && Set(after[1].timestamps).isSubset(of: before.timestamps))
        #expect(after[1].values[.used] != before.values[.used])
      }
    }
  }

  @Test("renamed: the rest of the samples under another name")
  func renamed() throws {
    for (before, after, fault) in try injected(.renamed) {
      #expect(after.map(\.entity) == [before.entity, EntityID("\(before.entity)-new")])
      #expect(fault.entity == after[1].entity && fault.detail == before.entity.name)
      #expect(after[0].timestamps + after[1].timestamps == before.timestamps)
      #expect(after[1].timestamps[0] >= fault.since.milliseconds)
    }
  }

  @Test("off and gone: zero, or nothing, for the last 20 days")
  func absent() throws {
    let since = recipe.range.end - .days(20)
    for (_, after, _) in try injected(.off) {
      #expect(after[0].rows.filter { $0.at >= since }.allSatisfy { $0.used == 0 })
    }
    for (before, after, _) in try injected(.gone) {
      #expect(after[0].timestamps == before.timestamps.filter { $0 < since.milliseconds })
    }
  }

  @Test(
    "a change of unit makes all values 1,024 times larger from one instant on, beside the faults of VMs"
  )
  func unitChange() throws {
    let faults = try FleetFaults(kinds: [], changesUnit: true, in: recipe)
    let generator = FleetGenerator(recipe: recipe, faults: faults)
    var ratios: Set<Int> = []
    for index in 0..<recipe.vms {
      let rows = zip(
        generator.entity(index).samples.rows, generator.recorded(index).samples[0].rows)
      // Whole KiB are lost where values become smaller.
      let sides = rows.filter { $0.0.used > 1 << 28 }.map {
        Int((Double($1.used) / Double($0.used) * 1024).rounded())
      }
      #expect(zip(sides, sides.dropFirst()).count { $0 != $1 } == 1)
      ratios.formUnion(sides)
    }
    #expect(ratios == [1, 1024] || ratios == [1024, 1_048_576])
  }

  @Test("faults stand in a file beside the truth, one line each")
  func file() throws {
    let faults = try FleetFaults(
      kinds: FaultKind.ofEntities, share: 1, changesUnit: true, in: recipe)
    var files: [FleetGenerator.File: [UInt8]] = [:]
    FleetGenerator(recipe: recipe, faults: faults).write { files[$0, default: []] += $1 }
    let lines = String(decoding: files[.faults] ?? [], as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "entity,kind,since,detail" && lines[1].hasPrefix("*,unit-change,2026-"))
    #expect(lines.count == 2 + recipe.vms)
    #expect(lines.allSatisfy { $0.count { $0 == "," } == 3 })
  }

  @Test("a share beyond 1 and a fleet of two weeks are refused")
  func refused() throws {
    #expect(throws: FleetGeneratorError.unsupportedShare(1.5)) {
      try FleetFaults(kinds: [.off], share: 1.5, in: recipe)
    }
    let short = try FleetRecipe(vms: 6, days: 14, seed: 21)
    #expect(throws: FleetGeneratorError.tooShortForFaults(days: 14)) {
      try FleetFaults(kinds: [.off], in: short)
    }
  }
}
