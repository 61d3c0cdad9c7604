import CapacityModel
import Configuration
import Testing

@Suite struct PriceSourcesTests {
  private let euro = MemoryPrices(perGibibyteMonth: 3, currency: "EUR")

  @Test("without prices in the inventory the costs file's are taken, without a word")
  func costsAlone() {
    let (prices, warnings) = PriceSources.joined(costs: ("c.yaml", euro), inventory: nil)
    #expect(prices == euro && warnings.isEmpty)
    #expect(PriceSources.joined(costs: nil, inventory: nil).prices == MemoryPrices())
  }

  @Test("prices of an inventory are still taken, and a warning says where they belong")
  func inventoryAlone() {
    let (prices, warnings) = PriceSources.joined(costs: nil, inventory: ("i.yaml", euro))
    #expect(prices == euro)
    #expect(
      warnings == [
        "i.yaml: the next release does not read 'prices' in an inventory; move its keys to a costs file "
          + "('schema: headroom.costs/v1') and give that with --costs"
      ])
  }

  @Test(
    "where both name a price the costs file's is taken; a difference is told, an absent one completed"
  )
  func both() {
    var costs = MemoryPrices(perGibibyteMonth: 4, currency: "EUR")
    costs.perGibibyteBought = 90
    var inventory = euro
    inventory.wattsPerGibibyte = 0.4
    let (prices, warnings) = PriceSources.joined(
      costs: ("c.yaml", costs), inventory: ("i.yaml", inventory))
    costs.wattsPerGibibyte = 0.4
    #expect(prices == costs)
    #expect(
      warnings.dropFirst() == ["perGibibyteMonth differs between c.yaml and i.yaml; c.yaml is used"]
    )
    #expect(
      PriceSources.joined(costs: ("c.yaml", euro), inventory: ("i.yaml", euro)).warnings.count == 1)
  }
}
