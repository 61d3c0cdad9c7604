import CapacityModel
import Configuration
import Foundation
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
    #expect(costs.prices.currency == "EUR")
  }

  @Test("memory, licences and power have prices; what is written reads back")
  func prices() throws {
    var prices = MemoryPrices(perGibibyteMonth: 3.2, currency: "no")
    (prices.perGibibyteBought, prices.licencePerGibibyteMonth) = (90, 0.5)
    (prices.wattsPerGibibyte, prices.perKilowattHour) = (0.4, 0.25)
    let text = CostsFile.text(of: prices)
    #expect(
      text == """
        schema: headroom.costs/v1
        perGibibyteMonth: 3.2
        perGibibyteBought: 90.0
        licencePerGibibyteMonth: 0.5
        wattsPerGibibyte: 0.4
        perKilowattHour: 0.25
        currency: "no"

        """)
    #expect(try read(text) == CostSchedule(prices: prices))
  }

  @Test("prices stand beside the tiers in JSON, as they always did")
  func json() throws {
    let costs = CostSchedule(prices: MemoryPrices(perGibibyteMonth: 3, currency: "EUR"))
    let data = try JSONEncoder().encode(costs)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == ["standard", "critical", "batch", "perGibibyteMonth", "currency"])
    #expect(try JSONDecoder().decode(CostSchedule.self, from: data) == costs)
  }

  @Test(
    "what makes no sense is refused with its place",
    arguments: [
      ("schema: headroom.costs/v1\nevnt: 3\n", "event"),
      ("schema: headroom.costs/v1\nevent: -3\n", "0 or more"),
      ("schema: headroom.costs/v1\nslack: 0\n", "slack costs nothing"),
      ("schema: headroom.costs/v1\nperKilowattHour: -1\n", "0 or more"),
      ("schema: headroom.costs/v1\ntiers: { gold: { event: 1 } }\n", "gold"),
      ("event: 3\n", "schema"),
    ])
  func refusals(text: String, says: String) {
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(says))
  }
}
