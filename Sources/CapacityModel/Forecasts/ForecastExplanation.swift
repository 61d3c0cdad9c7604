public import HeadroomBasics

/// Why one series is forecast as it is: its parts, who had a say, where its level shifted, and how earlier forecasts did.
///
/// Values are in the series' natural unit.
public struct ForecastExplanation: Sendable, Hashable, Codable {
  /// The entity whose forecast is explained.
  public var entity: EntityID
  /// `bytes` where that is known, else `nil`.
  public var unit: String?
  /// The forecaster's registered name.
  public var forecaster: String
  /// The first instant that was not seen.
  public var origin: Timestamp
  /// How many steps ahead was forecast, h.
  public var horizon: Int
  /// How the series behaves.
  public var behaviour: BehaviourClass
  /// Observed steps of history.
  public var observedSteps: Int
  /// The parts of the forecast at some steps ahead, the first and the last among them.
  public var parts: [Part]
  /// The largest and the smallest that the season adds over the horizon.
  public var season: Range
  /// The members with a say, heaviest first, by part of the horizon.
  public var members: [Member]
  /// How much boosted trees count in the quantiles, against pooled scores; 0 where they did not help.
  public var treeShare: Double
  /// Lasting shifts of the level, oldest first.
  public var shifts: [Shift]
  /// How forecasts from earlier origins did, oldest first.
  public var origins: [Origin]
  /// Why the forecast is less than it could be, for people.
  public var notes: [String]

  /// The forecast at one step: `base + trend + season + other` is the median, `tail` what the outermost quantile adds.
  public struct Part: Sendable, Hashable, Codable {
    /// Steps ahead, from 1.
    public var step: Int
    /// The level at the origin.
    public var base: Double
    /// What the trend adds.
    public var trend: Double
    /// What the season adds.
    public var season: Double
    /// What the three leave of the median.
    public var other: Double
    /// The quantile at `tailLevel` less the median.
    public var tail: Double
    /// The largest level asked for.
    public var tailLevel: Double

    /// Creates the parts of one step.
    public init(
      step: Int, base: Double, trend: Double, season: Double, other: Double, tail: Double,
      tailLevel: Double
    ) {
      (self.step, self.base, self.trend, self.season) = (step, base, trend, season)
      (self.other, self.tail, self.tailLevel) = (other, tail, tailLevel)
    }

    /// The median of the forecast: the sum of the four parts, in the unit of the series.
    public var median: Double { base + trend + season + other }
  }

  /// What one member counts over steps `from` to `to`, both inside, from 1.
  public struct Member: Sendable, Hashable, Codable {
    /// The member's name.
    public var name: String
    /// The first step.
    public var from: Int
    /// The last step.
    public var to: Int
    /// Its share of the combination.
    public var weight: Double

    /// Creates a share.
    public init(name: String, from: Int, to: Int, weight: Double) {
      (self.name, self.from, self.to, self.weight) = (name, from, to, weight)
    }
  }

  /// A lasting shift of the level.
  public struct Shift: Sendable, Hashable, Codable {
    /// The first instant at the new level.
    public var at: Timestamp
    /// The mean of the stretch before.
    public var before: Double
    /// The mean of the stretch after.
    public var after: Double

    /// Creates a shift.
    public init(at: Timestamp, before: Double, after: Double) {
      (self.at, self.before, self.after) = (at, before, after)
    }
  }

  /// How the forecast from one earlier origin did, as combined before intervals.
  public struct Origin: Sendable, Hashable, Codable {
    /// The first instant that was hidden.
    public var at: Timestamp
    /// Steps that were observed afterwards.
    public var steps: Int
    /// Mean observed demand over them.
    public var observed: Double
    /// Mean of forecast less observed.
    public var bias: Double
    /// Mean of |forecast − observed|.
    public var error: Double

    /// Creates a record.
    public init(at: Timestamp, steps: Int, observed: Double, bias: Double, error: Double) {
      (self.at, self.steps, self.observed) = (at, steps, observed)
      (self.bias, self.error) = (bias, error)
    }
  }

  /// From the smallest to the largest.
  public struct Range: Sendable, Hashable, Codable {
    /// The smallest value, inside the range.
    public var lowest: Double
    /// The largest value, inside the range.
    public var highest: Double

    /// Creates a range.
    public init(lowest: Double, highest: Double) {
      (self.lowest, self.highest) = (lowest, highest)
    }
  }

  /// Creates an explanation without members, shifts and origins.
  public init(
    entity: EntityID, forecaster: String, origin: Timestamp, horizon: Int, basis: ForecastBasis,
    parts: [Part]
  ) {
    (self.entity, self.forecaster, self.origin) = (entity, forecaster, origin)
    (self.horizon, self.parts) = (horizon, parts)
    (behaviour, observedSteps, notes) = (basis.behaviour, basis.observedSteps, basis.notes)
    season = Range(lowest: basis.season.min() ?? 0, highest: basis.season.max() ?? 0)
    (members, treeShare, shifts, origins) = ([], 0, [], [])
  }
}
