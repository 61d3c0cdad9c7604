/// What slack, shortage and change cost, in GiB-hours of slack.
///
/// Only ratios matter to a choice, so slack is the unit. The defaults are the central prices of the sizing evaluation:
/// a GiB-hour of shortage costs ten of slack, a day whose peak does not fit costs seven days of the entity's usual
/// peak standing idle, a resize a twentieth of such a day, and a restart as much again as three resizes.
public struct CostModel: Sendable, Hashable {
  /// One GiB-hour of slack.
  public var slack: Double
  /// One GiB-hour of shortage.
  public var shortage: Double
  /// One decision window whose peak does not fit, in windows of the entity's usual peak.
  public var event: Double
  /// One resize, in windows of the entity's usual peak.
  public var resize: Double
  /// What a resize costs on top where the entity must restart for it, in windows of the entity's usual peak.
  public var restart: Double

  /// Creates a cost model.
  public init(
    slack: Double = 1, shortage: Double = 10, event: Double = 7, resize: Double = 0.05,
    restart: Double = 0.15
  ) {
    (self.slack, self.shortage, self.event) = (slack, shortage, event)
    (self.resize, self.restart) = (resize, restart)
  }
}

extension CostModel: Codable {
  enum CodingKeys: String, CodingKey {
    case slack
    case shortage
    case event
    case resize
    case restart
  }

  /// Reads prices; one that is absent is the default.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    slack = try fields.decodeIfPresent(Double.self, forKey: .slack) ?? slack
    shortage = try fields.decodeIfPresent(Double.self, forKey: .shortage) ?? shortage
    event = try fields.decodeIfPresent(Double.self, forKey: .event) ?? event
    resize = try fields.decodeIfPresent(Double.self, forKey: .resize) ?? resize
    restart = try fields.decodeIfPresent(Double.self, forKey: .restart) ?? restart
  }
}
