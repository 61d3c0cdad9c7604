public import HeadroomBasics

/// Demand of one entity, or of several together, before and after the origin, in as many points as a chart can show.
public struct DemandPicture: Sendable, Hashable {
  /// The entity whose demand is drawn.
  public var entity: EntityID
  /// The largest demand of each stretch of the past, bytes; `nil` for a gap.
  public var past: [Double?]
  /// When those stretches are.
  public var pastCalendar: StepCalendar
  /// Levels of the quantiles ahead, ascending.
  public var levels: [Double]
  /// The largest quantile of each stretch ahead, bytes, shape `[levels][stretches]`.
  public var ahead: [[Double]]
  /// When those stretches are.
  public var aheadCalendar: StepCalendar
  /// The largest demand over all of what is ahead, bytes; `nil` where it was not forecast.
  public var peak: PeakCurve?
  /// Stretches of the past as long as what is ahead, oldest first: what sizes would have had to hold; empty for none.
  public var windows: [Window] = []

  /// A stretch of the past as long as what is ahead.
  public struct Window: Sendable, Hashable {
    /// When it was.
    public var range: TimeRange
    /// The largest demand in it, whole bytes rounded up.
    public var peak: ByteCount

    /// Creates a window.
    public init(range: TimeRange, peak: ByteCount) { (self.range, self.peak) = (range, peak) }
  }

  /// Creates a picture.
  public init(
    entity: EntityID, past: [Double?], pastCalendar: StepCalendar, levels: [Double],
    ahead: [[Double]], aheadCalendar: StepCalendar, peak: PeakCurve? = nil
  ) {
    precondition(
      levels.count == ahead.count && past.count == pastCalendar.count
        && ahead.allSatisfy { $0.count == aheadCalendar.count },
      "a picture whose numbers do not fit its calendars")
    (self.entity, self.past, self.pastCalendar) = (entity, past, pastCalendar)
    (self.levels, self.ahead, self.aheadCalendar) = (levels, ahead, aheadCalendar)
    self.peak = peak
  }

  /// Takes `curve` for the peak. A day's quantile is no larger than the peak's at the same level, so those ahead are cut to it.
  package mutating func bound(by curve: PeakCurve) {
    peak = curve
    for (place, level) in levels.enumerated() {
      let most = curve.quantile(at: level)
      ahead[place] = ahead[place].map { min($0, most) }
    }
  }
}
