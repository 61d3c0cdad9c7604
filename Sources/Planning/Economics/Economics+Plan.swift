public import CapacityModel
internal import HeadroomBasics

extension Economics {
  /// Hours of a mean month: 365.25 days / 12.
  static let hoursOfMonth = 730.5

  /// Prices a plan.
  ///
  /// - Parameters:
  ///   - plan: Sums over the items with a known size.
  ///   - prices: What is absent has no line.
  ///   - fleet: Demand of the whole fleet against what is installed; `nil` where that is not known.
  public init(of plan: ResizePlan, prices: MemoryPrices, fleet: NodeOutlook?) {
    let (before, after) = (plan.summary.before.gibibytes, plan.summary.after.gibibytes)
    let currency = prices.currency ?? ""
    var lines = [
      Line(
        name: "Configured memory", before: before, after: after, unit: .gibibytes,
        assumption: "every change of the plan is made")
    ]
    func add(
      _ name: String, _ rate: Double?, _ unit: Unit, _ assumption: (String) -> String
    ) {
      guard let rate else { return }
      lines.append(
        Line(
          name: name, before: rate * before, after: rate * after, unit: unit,
          assumption: assumption(MoneyText.rate(rate, currency))))
    }
    add(
      "Price of memory", prices.perGibibyteMonth, .moneyMonthly,
      { "each GiB is charged at \($0) a month" })
    add(
      "Licences by memory", prices.licencePerGibibyteMonth, .moneyMonthly,
      { "licences follow the configured size at \($0) a GiB and month" })
    let kilowattHours = prices.wattsPerGibibyte.map { $0 * Self.hoursOfMonth / 1000 }
    add(
      "Energy", kilowattHours, .kilowattHoursMonthly,
      { _ in
        "memory draws \(Self.text(prices.wattsPerGibibyte)) W a GiB, and what is freed is switched off or never bought"
      })
    if let kilowattHours, let price = prices.perKilowattHour {
      add(
        "Price of energy", kilowattHours * price, .moneyMonthly,
        { _ in "a kWh costs \(MoneyText.rate(price, currency)), cooling not counted" })
    }
    self.init(
      lines: lines, purchase: Self.purchase(plan, prices, fleet, lines), currency: currency)
  }

  private static func purchase(
    _ plan: ResizePlan, _ prices: MemoryPrices, _ fleet: NodeOutlook?, _ lines: [Line]
  ) -> Purchase? {
    guard let fleet, let installed = fleet.installed, let from = fleet.passes else { return nil }
    let shortage = max(fleet.peak - installed, .zero)
    let freed = max(plan.summary.before - plan.summary.after, .zero)
    let price = prices.perGibibyteBought.map { $0 * shortage.gibibytes }
    let savings = lines.filter { $0.unit == .moneyMonthly }.reduce(0) { $0 + $1.before - $1.after }
    let months = price.flatMap { savings > 0 ? $0 / savings : nil }
    return Purchase(
      shortage: shortage, from: from, price: price, freed: freed, monthsOfSavings: months)
  }

  private static func text(_ rate: Double?) -> String { rate.map { "\($0)" } ?? "?" }
}
