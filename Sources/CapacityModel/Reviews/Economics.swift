public import HeadroomBasics

/// What a plan is worth a month, and what memory to buy would cost, at the prices of the costs file.
public struct Economics: Sendable, Hashable {
  /// What a quantity is counted in.
  public enum Unit: Sendable, Hashable {
    case gibibytes
    /// Money a month, in the statement's currency.
    case moneyMonthly
    /// Money once, in the statement's currency.
    case moneyOnce
    case kilowattHoursMonthly
  }

  /// One quantity before and after.
  public struct Line: Sendable, Hashable {
    /// The name of the quantity, such as `Price of memory`.
    public var name: String
    /// With the present sizes.
    public var before: Double
    /// With the proposed sizes.
    public var after: Double
    /// What both are counted in.
    public var unit: Unit
    /// What has to be true for it, one sentence.
    public var assumption: String

    /// Creates a line.
    public init(name: String, before: Double, after: Double, unit: Unit, assumption: String) {
      self.name = name
      self.before = before
      self.after = after
      self.unit = unit
      self.assumption = assumption
    }
  }

  /// Memory that will be short, and the two ways to have it.
  public struct Purchase: Sendable, Hashable {
    /// What demand is predicted to need above what is installed.
    public var shortage: ByteCount
    /// From when on.
    public var from: Timestamp
    /// What buying it costs; `nil` without a price.
    public var price: Double?
    /// What the plan frees.
    public var freed: ByteCount
    /// Months that buying takes to cost no more than what the plan frees is worth; `nil` without prices or without anything
    /// freed.
    public var monthsOfSavings: Double?

    /// Creates a purchase.
    public init(
      shortage: ByteCount, from: Timestamp, price: Double?, freed: ByteCount,
      monthsOfSavings: Double?
    ) {
      (self.shortage, self.from, self.price) = (shortage, from, price)
      (self.freed, self.monthsOfSavings) = (freed, monthsOfSavings)
    }
  }

  /// Memory first, then what has a price.
  public var lines: [Line]
  /// `nil` where what is installed is predicted to do.
  public var purchase: Purchase?
  /// What compression saves: `before` at present, `after` if all that is assumed to be cold were held compressed; empty
  /// where nothing is known or assumed of it.
  public var compression: [Line] = []
  /// The currency's code; empty where none is given.
  public var currency: String

  /// Creates a statement.
  public init(lines: [Line], purchase: Purchase?, currency: String) {
    (self.lines, self.purchase, self.currency) = (lines, purchase, currency)
  }
}
