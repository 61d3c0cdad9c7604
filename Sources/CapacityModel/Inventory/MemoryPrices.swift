/// What memory, licences and power cost: the prices of a costs file. A price that is absent is unknown, never guessed.
///
/// Money is in units of `currency`; a month is 30 days for memory that is replayed, 730.5 hours for power.
public struct MemoryPrices: Sendable, Hashable, Codable {
  /// For one GiB over one month.
  public var perGibibyteMonth: Double?
  /// For one GiB more, once.
  public var perGibibyteBought: Double?
  /// Licences that are counted in memory: for one GiB over one month.
  public var licencePerGibibyteMonth: Double?
  /// Power that one GiB of powered memory draws, W.
  public var wattsPerGibibyte: Double?
  /// For one kWh.
  public var perKilowattHour: Double?
  /// The currency's code: `EUR`.
  public var currency: String?

  /// Creates a price list; the other prices are set afterwards.
  public init(perGibibyteMonth: Double? = nil, currency: String? = nil) {
    self.perGibibyteMonth = perGibibyteMonth
    self.currency = currency
  }
}
