public import HeadroomBasics

/// The prices of every tier: what `--costs costs.yaml` says.
///
/// Tiers differ in what a shortage does, not in what memory costs: by default an event and a GiB-hour of shortage cost
/// four times the standard price for the critical tier and a quarter of it for batch.
public struct CostSchedule: Sendable, Hashable, Codable {
  /// Prices of the standard tier.
  public var standard: CostModel
  /// Prices of the critical tier.
  public var critical: CostModel
  /// Prices of the batch tier.
  public var batch: CostModel
  /// The price of one GiB over one month, for a second, separate sum in money; `nil` where none is given.
  public var perGibibyteMonth: Double?
  /// The currency's code: `EUR`.
  public var currency: String?

  /// Creates a schedule from the standard tier's prices and those that differ from what follows from them.
  public init(
    standard: CostModel = CostModel(), critical: CostModel? = nil, batch: CostModel? = nil,
    perGibibyteMonth: Double? = nil, currency: String? = nil
  ) {
    self.standard = standard
    self.critical = critical ?? Self.derived(from: standard, shortageTimes: 4)
    self.batch = batch ?? Self.derived(from: standard, shortageTimes: 0.25)
    (self.perGibibyteMonth, self.currency) = (perGibibyteMonth, currency)
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
    perGibibyteMonth.map { $0 / 30 * cost * usualPeak.gibibytes * window.inDays }
  }

  private static func derived(from costs: CostModel, shortageTimes factor: Double) -> CostModel {
    var derived = costs
    derived.shortage *= factor
    derived.event *= factor
    return derived
  }
}
