public import HeadroomBasics

/// What shortages, changes and memory cost: what `--costs costs.yaml` says.
///
/// Tiers differ in what a shortage does, not in what memory costs: by default an event and a GiB-hour of shortage cost
/// four times the standard price for the critical tier and a quarter of it for batch.
public struct CostSchedule: Sendable, Hashable {
  /// Prices of the standard tier.
  public var standard: CostModel
  /// Prices of the critical tier.
  public var critical: CostModel
  /// Prices of the batch tier.
  public var batch: CostModel
  /// What memory and power cost in money, for a second, separate sum.
  public var prices: MemoryPrices

  /// Creates a schedule from the standard tier's prices and those that differ from what follows from them.
  public init(
    standard: CostModel = CostModel(), critical: CostModel? = nil, batch: CostModel? = nil,
    prices: MemoryPrices = MemoryPrices()
  ) {
    self.standard = standard
    self.critical = critical ?? Self.derived(from: standard, shortageTimes: 4)
    self.batch = batch ?? Self.derived(from: standard, shortageTimes: 0.25)
    self.prices = prices
  }

  /// The same prices for every tier.
  public init(uniform costs: CostModel) {
    self.init(standard: costs, critical: costs, batch: costs)
  }

  /// The prices of a tier.
  public func costs(of tier: Tier) -> CostModel {
    switch tier {
    case .critical: critical
    case .standard: standard
    case .batch: batch
    }
  }

  /// What one window of slack over an entity's usual peak costs in money: the unit of replayed cost.
  ///
  /// - Parameters:
  ///   - cost: In windows of the usual peak.
  ///   - usualPeak: The entity's usual peak.
  ///   - window: The decision window.
  /// - Returns: `nil` without a price. A month is 30 days.
  public func money(_ cost: Double, usualPeak: ByteCount, window: Duration) -> Double? {
    prices.perGibibyteMonth.map { $0 / 30 * cost * usualPeak.gibibytes * window.inDays }
  }

  private static func derived(from costs: CostModel, shortageTimes factor: Double) -> CostModel {
    var derived = costs
    derived.shortage *= factor
    derived.event *= factor
    return derived
  }
}

/// The prices of memory stand beside those of the tiers, not in an object of their own.
extension CostSchedule: Codable {
  private enum CodingKeys: String, CodingKey {
    case standard, critical, batch
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    standard = try container.decode(CostModel.self, forKey: .standard)
    critical = try container.decode(CostModel.self, forKey: .critical)
    batch = try container.decode(CostModel.self, forKey: .batch)
    prices = try MemoryPrices(from: decoder)
  }

  /// Writes the tiers and, beside them, the prices that are known.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(standard, forKey: .standard)
    try container.encode(critical, forKey: .critical)
    try container.encode(batch, forKey: .batch)
    try prices.encode(to: encoder)
  }
}
