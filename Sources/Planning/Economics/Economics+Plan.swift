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
  public init(of plan: ResizePlan, prices: Inventory.Prices?, fleet: NodeOutlook?) {
    let (before, after) = (plan.summary.before.gibibytes, plan.summary.after.gibibytes)
    let currency = prices?.currency ?? ""
    let money = currency.isEmpty ? "a month" : "\(currency) a month"
    var lines = [
      Line(
        name: "Configured memory", before: before, after: after, unit: "GiB",
        assumption: "every change of the plan is made")
    ]
    func add(_ name: String, _ rate: Double?, _ unit: String, _ assumption: String) {
      guard let rate else { return }
      lines.append(
        Line(
          name: name, before: rate * before, after: rate * after, unit: unit,
          assumption: assumption))
    }
    add(
      "Price of memory", prices?.perGibibyteMonth, money,
      "each GiB is charged at \(Self.text(prices?.perGibibyteMonth)) a month")
    add(
      "Licences by memory", prices?.licencePerGibibyteMonth, money,
      "licences follow the configured size at \(Self.text(prices?.licencePerGibibyteMonth)) a GiB and month"
    )
    let kilowattHours = prices?.wattsPerGibibyte.map { $0 * Self.hoursOfMonth / 1000 }
    add(
      "Energy", kilowattHours, "kWh a month",
      "memory draws \(Self.text(prices?.wattsPerGibibyte)) W a GiB, and what is freed is switched off or never bought"
    )
    if let kilowattHours, let price = prices?.perKilowattHour {
      add(
        "Price of energy", kilowattHours * price, money,
        "a kWh costs \(Self.text(price)), cooling not counted")
    }
    self.init(
      lines: lines, purchase: Self.purchase(plan, prices, fleet, lines, money), currency: currency)
  }

  private static func purchase(
    _ plan: ResizePlan, _ prices: Inventory.Prices?, _ fleet: NodeOutlook?, _ lines: [Line],
    _ money: String
  ) -> Purchase? {
    guard let fleet, let installed = fleet.installed, let from = fleet.passes else { return nil }
    let shortage = max(fleet.peak - installed, .zero)
    let freed = max(plan.summary.before - plan.summary.after, .zero)
    let price = prices?.perGibibyteBought.map { $0 * shortage.gibibytes }
    let savings = lines.filter { $0.unit == money }.reduce(0) { $0 + $1.before - $1.after }
    let months = price.flatMap { savings > 0 ? $0 / savings : nil }
    return Purchase(
      shortage: shortage, from: from, price: price, freed: freed, monthsOfSavings: months)
  }

  private static func text(_ rate: Double?) -> String { rate.map { "\($0)" } ?? "?" }
}
