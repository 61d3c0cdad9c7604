extension BacktestReport {
  /// One bin of the confidence that plans would have stated: sizes proposed at past origins against what then came.
  public struct ConfidenceRow: Sendable, Hashable, Codable {
    /// The registered name of the policy that proposed the sizes.
    public var policy: String
    /// Steps for which the sizes had to hold.
    public var horizon: Int
    /// The bin's lower end, inside.
    public var from: Double
    /// The bin's upper end, outside, but for 1.
    public var to: Double
    /// The mean confidence stated.
    public var promised: Double
    /// The share of sizes that held.
    public var realised: Double
    /// How many sizes were judged.
    public var n: Int

    /// Creates a row.
    public init(
      policy: String, horizon: Int, from: Double, to: Double, promised: Double, realised: Double,
      n: Int
    ) {
      (self.policy, self.horizon, self.from, self.to) = (policy, horizon, from, to)
      (self.promised, self.realised, self.n) = (promised, realised, n)
    }
  }
}
