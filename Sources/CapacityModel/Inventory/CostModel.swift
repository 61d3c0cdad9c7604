/// What slack, shortage and change cost, in GiB-hours of slack.
///
/// Only ratios matter to a choice, so slack is the unit. The defaults are the central prices of the sizing evaluation:
/// a GiB-hour of shortage costs ten of slack, a day whose peak does not fit costs seven days of the entity's usual
/// peak standing idle, a resize a twentieth of such a day.
public struct CostModel: Sendable, Hashable, Codable {
  /// One GiB-hour of slack.
  public var slack: Double
  /// One GiB-hour of shortage.
  public var shortage: Double
  /// One decision window whose peak does not fit, in windows of the entity's usual peak.
  public var event: Double
  /// One resize, in windows of the entity's usual peak.
  public var resize: Double

  /// Creates a cost model.
  public init(slack: Double = 1, shortage: Double = 10, event: Double = 7, resize: Double = 0.05) {
    (self.slack, self.shortage, self.event, self.resize) = (slack, shortage, event, resize)
  }
}
