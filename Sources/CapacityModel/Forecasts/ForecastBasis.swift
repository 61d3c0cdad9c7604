/// What one series' forecast rests on: its history, its class, its parts, and the record behind its uncertainty.
public struct ForecastBasis: Sendable, Hashable, Codable {
  /// Observed steps of history.
  public var observedSteps: Int
  /// How the series behaves.
  public var behaviour: BehaviourClass
  /// Demand at the origin, natural units: what stays when trend and season are taken away.
  public var level: Double
  /// What the trend adds at each step ahead, natural units, shape `[h]`.
  public var trend: [Double]
  /// What the season adds at each step ahead, natural units, shape `[h]`.
  public var season: [Double]
  /// Past origins whose errors the intervals were calibrated on, this series' own.
  public var origins: Int
  /// Steps ahead at which those errors were measured; shorter than the horizon where history is.
  public var calibratedSteps: Int
  /// Why the forecast is less than it could be, for people; empty where nothing is.
  public var notes: [String]

  /// Creates a record of what a forecast rests on.
  public init(
    observedSteps: Int, behaviour: BehaviourClass, level: Double, trend: [Double],
    season: [Double], origins: Int = 0, calibratedSteps: Int = 0, notes: [String] = []
  ) {
    (self.observedSteps, self.behaviour, self.level) = (observedSteps, behaviour, level)
    (self.trend, self.season, self.origins) = (trend, season, origins)
    (self.calibratedSteps, self.notes) = (calibratedSteps, notes)
  }
}
