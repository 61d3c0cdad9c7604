import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("The same recipe, the same bytes")
struct ReproducibilityTests {
  private func files(
    vms: Int, days: Int = 20, seed: UInt64, start: Timestamp = FleetRecipe.defaultStart
  ) throws -> [FleetGenerator.File: [UInt8]] {
    let recipe = try FleetRecipe(vms: vms, days: days, seed: seed, start: start, stepSeconds: 1800)
    var files: [FleetGenerator.File: [UInt8]] = [:]
    FleetGenerator(recipe: recipe).write { file, bytes in files[file, default: []] += bytes }
    return files
  }

  @Test("a recipe makes the same files each time")
  func repeats() throws {
    let (first, second) = (try files(vms: 14, seed: 5), try files(vms: 14, seed: 5))
    #expect(first == second)
    #expect(Set(first.keys) == Set(FleetGenerator.File.allCases).subtracting([.faults]))
  }

  @Test("another seed, another number of days and another start make other samples")
  func differs() throws {
    let reference = try files(vms: 3, seed: 5)[.samples]
    #expect(try files(vms: 3, seed: 6)[.samples] != reference)
    #expect(try files(vms: 3, days: 21, seed: 5)[.samples] != reference)
    let start = FleetRecipe.defaultStart + .days(1)
    #expect(try files(vms: 3, seed: 5, start: start)[.samples] != reference)
  }

  @Test("a fleet of more VMs begins with the same ones, on the same hosts")
  func prefix() throws {
    let small = FleetGenerator(recipe: try FleetRecipe(vms: 12, days: 20, seed: 5))
    let large = FleetGenerator(recipe: try FleetRecipe(vms: 60, days: 20, seed: 5))
    for index in [0, 4, 7, 11] {
      let (left, right) = (small.entity(index), large.entity(index))
      #expect(left.truth == right.truth && left.samples == right.samples)
    }
    #expect(small.inventory.entities == Array(large.inventory.entities.prefix(12)))
  }

  @Test("VMs stand in the inventory in the order of their places")
  func order() throws {
    let generator = FleetGenerator(recipe: try FleetRecipe(vms: 30, days: 14, seed: 5))
    let names = (0..<5).map { generator.entity($0) }.map { truth, samples in
      #expect(truth.entity == samples.entity)
      return truth.entity
    }
    #expect(names == generator.inventory.entities.prefix(5).map(\.entity))
  }
}
