/// What a generated VM does; the first of a VM's behaviours is the one it was made for.
public enum FleetBehaviour: String, CaseIterable, Sendable, Codable {
  /// Next to nothing, all the time.
  case idle
  /// One level with little movement.
  case flat
  /// A daily shape, weaker at weekends.
  case diurnal
  /// The same amount more every day.
  case growth
  /// The level jumps at deployments.
  case deployments
  /// Rises until a restart takes it back.
  case leak
  /// Night runs around the end of each month.
  case monthEnd = "month-end"
  /// A heap that fills after a start and then stays.
  case plateau
  /// Demand above the size: what was recorded is cut off there.
  case capped
  /// Samples are missing, for hours or days.
  case gaps
  /// The size was changed on a date.
  case resized
  /// Switched off for a while.
  case poweredOff = "powered-off"

  /// What VM `index` of any fleet is made for: the first twelve are all different, each further forty hold the mix
  /// that a planner meets, most of them uneventful.
  static func main(ofVM index: Int) -> FleetBehaviour { deck[index % deck.count] }

  private static let deck: [FleetBehaviour] = [
    .diurnal, .flat, .growth, .idle, .leak, .deployments, .capped, .plateau, .monthEnd, .resized,
    .gaps, .poweredOff, .diurnal, .growth, .flat, .idle, .diurnal, .plateau, .leak, .flat,
    .diurnal, .growth, .idle, .deployments, .monthEnd, .diurnal, .resized, .flat, .growth, .capped,
    .diurnal, .idle, .gaps, .plateau, .leak, .deployments, .flat, .diurnal, .growth, .idle,
  ]
}
