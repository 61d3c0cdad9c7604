import CapacityModel
import FleetGenerator
import HeadroomBasics
import Testing

@Suite("A fleet's recipe")
struct FleetRecipeTests {
  @Test(
    "refuses a fleet without VMs or with too many",
    arguments: [Int.min, -1, 0, 100_001])
  func count(vms: Int) {
    #expect(throws: FleetGeneratorError.unsupportedCount(vms)) {
      try FleetRecipe(vms: vms, days: 30, seed: 1)
    }
  }

  @Test("refuses fewer than 14 days and more than ten years", arguments: [0, 13, 3661, Int.max])
  func days(days: Int) {
    #expect(throws: FleetGeneratorError.unsupportedDays(days)) {
      try FleetRecipe(vms: 1, days: days, seed: 1)
    }
  }

  @Test(
    "refuses a step that does not divide the day or is not a minute to an hour",
    arguments: [-300, 0, 59, 301, 7200, 172_800])
  func step(seconds: Int) {
    #expect(throws: FleetGeneratorError.unsupportedStep(seconds: seconds)) {
      try FleetRecipe(vms: 1, days: 30, seed: 1, stepSeconds: seconds)
    }
  }

  @Test("refuses a start within a day")
  func start() {
    let noon = Timestamp(seconds: 1_767_268_800)
    #expect(throws: FleetGeneratorError.startNotMidnight(noon)) {
      try FleetRecipe(vms: 1, days: 30, seed: 1, start: noon)
    }
  }

  @Test("starts with 2026 where nobody says otherwise, and spans whole days")
  func range() throws {
    let recipe = try FleetRecipe(vms: 1, days: 120, seed: 1)
    #expect(recipe.range.start.description == "2026-01-01T00:00:00Z")
    #expect(recipe.range.end.description == "2026-05-01T00:00:00Z")
  }

  @Test("every refusal says what would be accepted")
  func descriptions() {
    let errors: [(FleetGeneratorError, String)] = [
      (.unsupportedCount(0), "1 to 100000"), (.unsupportedDays(3), "14 to 3660"),
      (.unsupportedStep(seconds: 7), "divisor of 86400"),
      (.startNotMidnight(Timestamp(seconds: 5)), "midnight UTC"),
    ]
    for (error, advice) in errors { #expect(error.description.contains(advice)) }
  }
}
