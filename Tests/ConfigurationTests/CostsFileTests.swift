import CapacityModel
import Configuration
import HeadroomBasics
import TestSupport
import Testing

@Suite struct CostsFileTests {
  private func read(_ text: String) throws -> CostSchedule {
    let folder = try TemporaryFolder()
    return try CostsFile.read(try folder.write(text, to: "costs.yaml"))
  }

  @Test("prices follow from the standard tier unless a tier names its own")
  func tiers() throws {
    let costs = try read(
      """
      schema: headroom.costs/v1
      event: 10
      restart: 2
      tiers:
        critical: { event: 100 }
      perGibibyteMonth: 3
      currency: EUR
      """)
    #expect(costs.standard == CostModel(event: 10, restart: 2))
    #expect(costs.critical == CostModel(shortage: 40, event: 100, restart: 2))
    #expect(costs.batch == CostModel(shortage: 2.5, event: 2.5, restart: 2))
    // One size-day of a usual peak of 2 GiB at 3 a GiB-month of 30 days.
    #expect(costs.money(1, usualPeak: .gibibytes(2), window: .days(1)) == 0.2)
    #expect(costs.currency == "EUR")
  }

  @Test(
    "what makes no sense is refused with its place",
    arguments: [
      ("schema: headroom.costs/v1\nevnt: 3\n", "event"),
      ("schema: headroom.costs/v1\nevent: -3\n", "0 or more"),
      ("schema: headroom.costs/v1\nslack: 0\n", "slack costs nothing"),
      ("schema: headroom.costs/v1\ntiers: { gold: { event: 1 } }\n", "gold"),
      ("event: 3\n", "schema"),
    ])
  func refusals(text: String, says: String) {
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(says))
  }
}
