public import HeadroomBasics

extension PlanItem {
  /// A share of the present size that demand is predicted to pass, and what to do then.
  public struct Threshold: Sendable, Hashable, Codable {
    /// Per cent of the present size.
    public var percent: Int
    /// The start of the first step by whose end demand has passed it with more than 50 %; `nil` when not within the
    /// horizon.
    public var date: Timestamp?
    /// P(demand passes it within the horizon), to four decimals.
    public var probability: Double
    /// What to do.
    public var action: String

    /// Creates a threshold.
    public init(percent: Int, date: Timestamp?, probability: Double, action: String) {
      (self.percent, self.date) = (percent, date)
      (self.probability, self.action) = (probability, action)
    }
  }
}
