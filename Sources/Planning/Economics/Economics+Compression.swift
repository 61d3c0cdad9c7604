public import CapacityModel
internal import HeadroomBasics

extension Economics {
  /// What holding memory compressed saves, at the prices of the costs file.
  ///
  /// Of `x` bytes that are held at a ratio `r`, `x (1 − 1/r)` need no memory. Cold demand is a share of what is used and
  /// not of what idles, so that this saving adds to what resizing frees.
  ///
  /// Source: Lagar-Cavilla et al. (2019), "Software-defined far memory in warehouse-scale computers", ASPLOS.
  ///
  /// - Parameters:
  ///   - memory: Sums over the fleet.
  ///   - assumption: Ratio, and the share of demand that is cold.
  ///   - prices: What is absent has no line.
  /// - Returns: GiB first, then what has a price; empty where nothing is held and no share is assumed.
  public static func compression(
    of memory: CompressedMemory, assuming assumption: Inventory.Compression,
    prices: MemoryPrices
  ) -> [Line] {
    guard memory.held > .zero || assumption.coldShare != nil else { return [] }
    let share = 1 - 1 / assumption.ratio
    let held = memory.held.gibibytes
    let cold = (assumption.coldShare ?? 0) * memory.demand.gibibytes
    let (now, possible) = (share * held, share * max(held, cold))
    func line(_ name: String, _ rate: Double, _ unit: Unit, _ condition: String) -> Line {
      Line(
        name: name, before: rate * now, after: rate * possible, unit: unit, assumption: condition)
    }
    let amount = (100 * (assumption.coldShare ?? 0)).rounded() / 100
    var lines = [
      line(
        "Memory not needed", 1, .gibibytes,
        "compressed memory takes 1/\(assumption.ratio) of its size"
          + (assumption.coldShare == nil ? "" : "; \(amount) of demand is cold"))
    ]
    func add(_ name: String, _ rate: Double?, _ unit: Unit, _ condition: String) {
      if let rate { lines.append(line(name, rate, unit, condition)) }
    }
    add(
      "Price of memory", prices.perGibibyteMonth, .moneyMonthly,
      "hosts are charged for what they hold, not for what is configured")
    add(
      "Memory not bought", prices.perGibibyteBought, .moneyOnce,
      "otherwise it would have to be bought")
    let kilowattHours = prices.wattsPerGibibyte.map { $0 * hoursOfMonth / 1000 }
    add(
      "Energy", kilowattHours, .kilowattHoursMonthly,
      "what is not needed is switched off or never bought; the processors' work is not counted")
    if let kilowattHours, let price = prices.perKilowattHour {
      add("Price of energy", kilowattHours * price, .moneyMonthly, "as for energy")
    }
    return lines
  }
}
