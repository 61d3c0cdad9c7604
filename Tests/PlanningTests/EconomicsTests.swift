import CapacityModel
import HeadroomBasics
import Planning
import Testing

@Suite struct EconomicsTests {
  private func plan() throws -> ResizePlan {
    var (small, large) = (Guest(), Guest())
    (small.name, small.configured) = ("small", 8)
    (large.name, large.configured) = ("large", 32)
    return try PlanFixture(guests: [small, large]).plan()
  }

  private func fleet(installed: Int64, peak: Int64, passes: Timestamp?) -> NodeOutlook {
    NodeOutlook(
      level: .fleet, name: "fleet", series: 2, installed: .gibibytes(installed), probability: 0.9,
      medianAtEnd: .gibibytes(30), quantileAtEnd: .gibibytes(38), peak: .gibibytes(peak),
      passes: passes)
  }

  @Test("memory, money and energy are priced by hand-computed rates; what has no price has no line")
  func lines() throws {
    let plan = try plan()
    let (before, after) = (plan.summary.before.gibibytes, plan.summary.after.gibibytes)
    #expect(before == 40 && after < 40)
    var prices = MemoryPrices(perGibibyteMonth: 3, currency: "EUR")
    (prices.wattsPerGibibyte, prices.perKilowattHour) = (0.4, 0.25)
    let economics = Economics(of: plan, prices: prices, fleet: nil)
    #expect(
      economics.lines.map(\.name) == [
        "Configured memory", "Price of memory", "Energy", "Price of energy",
      ])
    #expect(economics.lines[1].before == 120 && economics.lines[1].after == 3 * after)
    // 0.4 W × 730.5 h = 0.2922 kWh a GiB and month.
    #expect(abs(economics.lines[2].before - 40 * 0.2922) < 1e-9)
    #expect(abs(economics.lines[3].before - 40 * 0.2922 * 0.25) < 1e-9)
    #expect(economics.purchase == nil)
    #expect(Economics(of: plan, prices: MemoryPrices(), fleet: nil).lines.count == 1)
  }

  @Test("a shortage is priced as a purchase and against what the plan frees")
  func purchase() throws {
    let plan = try plan()
    var prices = MemoryPrices(perGibibyteMonth: 3, currency: "EUR")
    prices.perGibibyteBought = 90
    let date = Timestamp(seconds: 1_379_000_000)
    let economics = Economics(
      of: plan, prices: prices, fleet: fleet(installed: 36, peak: 40, passes: date))
    let purchase = try #require(economics.purchase)
    #expect(purchase.shortage == .gibibytes(4) && purchase.from == date && purchase.price == 360)
    #expect(purchase.freed == plan.summary.before - plan.summary.after)
    let months = try #require(purchase.monthsOfSavings)
    #expect(abs(months - 360 / (3 * purchase.freed.gibibytes)) < 1e-9)
    let enough = Economics(
      of: plan, prices: prices, fleet: fleet(installed: 64, peak: 40, passes: nil))
    #expect(enough.purchase == nil)
  }

  @Test("compression is priced by hand-computed rates: now by what is held, then by what is cold")
  func compression() throws {
    var prices = MemoryPrices(perGibibyteMonth: 3, currency: "EUR")
    prices.perGibibyteBought = 90
    (prices.wattsPerGibibyte, prices.perKilowattHour) = (0.4, 0.25)
    let memory = CompressedMemory(held: .gibibytes(6), demand: .gibibytes(40), entities: 2)
    let lines = Economics.compression(
      of: memory, assuming: .init(ratio: 3, coldShare: 0.3), prices: prices)
    #expect(
      lines.map(\.unit) == [
        .gibibytes, .moneyMonthly, .moneyOnce, .kilowattHoursMonthly, .moneyMonthly,
      ])
    // Two thirds of 6 GiB held, and of 0.3 × 40 = 12 GiB cold; 0.2922 kWh a GiB and month.
    let (now, then) = ([4, 12, 360, 1.1688, 0.2922], [8, 24, 720, 2.3376, 0.5844])
    for (line, (before, after)) in zip(lines, zip(now, then)) {
      #expect(abs(line.before - before) < 1e-9 && abs(line.after - after) < 1e-9, "\(line)")
    }
    #expect(
      lines[0].assumption == "compressed memory takes 1/3.0 of its size; 0.3 of demand is cold")
  }

  @Test("what is held counts where no share is cold; nothing held and nothing assumed is no line")
  func compressionUnknown() {
    let held = CompressedMemory(held: .gibibytes(6), demand: .gibibytes(40), entities: 2)
    let lines = Economics.compression(of: held, assuming: .init(ratio: 2), prices: MemoryPrices())
    #expect(lines.map(\.before) == [3] && lines.map(\.after) == [3])
    let less = Economics.compression(
      of: held, assuming: .init(ratio: 2, coldShare: 0.1), prices: MemoryPrices())
    #expect(less.map(\.after) == [3])
    let nothing = CompressedMemory(held: .zero, demand: .gibibytes(40), entities: 0)
    #expect(
      Economics.compression(of: nothing, assuming: .init(ratio: 2), prices: MemoryPrices()).isEmpty)
  }
}
