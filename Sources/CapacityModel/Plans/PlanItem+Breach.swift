extension PlanItem.Breach {
  enum CodingKeys: String, CodingKey {
    case p10
    case p50
    case p90
  }

  /// Writes all three dates, `null` for one that is not within the horizon: a reader need not guess whether the key was
  /// forgotten.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(p10, forKey: .p10)
    try container.encode(p50, forKey: .p50)
    try container.encode(p90, forKey: .p90)
  }
}
