public import CapacityModel
public import HeadroomBasics
internal import RealModule

/// What became of decisions, by what they did: how the promised risk has to be corrected.
///
/// The size that is chosen is the one whose risk was judged too low (the winner's curse), so that risks are right on average
/// and too low where sizes shrink. For each action the log-odds of a miss are `a + b` times the model's.
public struct DecisionCalibration: Sendable, Hashable, Codable {
  /// The correction of one action.
  public struct Line: Sendable, Hashable, Codable {
    /// What is added to the log-odds.
    public var offset: Double
    /// What they are multiplied by.
    public var factor: Double

    /// The line that leaves every score as it is.
    public static let none = Line(offset: 0, factor: 1)

    /// Creates a correction.
    public init(offset: Double, factor: Double) { (self.offset, self.factor) = (offset, factor) }

    /// The corrected probability, given log-odds.
    func probability(_ logOdds: Double) -> Double {
      1 / (1 + Double.exp(-min(max(offset + factor * logOdds, -15), 15)))
    }
  }

  /// A past decision and what became of it.
  public struct Outcome: Sendable, Hashable {
    /// What was done.
    public var action: PlanItem.Action
    /// The model's log-odds that demand passes the size.
    public var logOdds: Double
    /// Whether it did.
    public var missed: Bool
    /// How much the outcome counts: windows that overlap tell the same story.
    public var weight: Double

    /// Creates an outcome.
    public init(action: PlanItem.Action, logOdds: Double, missed: Bool, weight: Double) {
      (self.action, self.logOdds, self.missed, self.weight) = (action, logOdds, missed, weight)
    }
  }

  /// Of sizes below the present one.
  public var shrink: Line
  /// Of the present size.
  public var hold: Line
  /// Of sizes above it.
  public var grow: Line

  /// No correction of any action.
  public static let none = DecisionCalibration(shrink: .none, hold: .none, grow: .none)

  /// Creates a calibration.
  public init(shrink: Line, hold: Line, grow: Line) {
    (self.shrink, self.hold, self.grow) = (shrink, hold, grow)
  }

  /// Learns from outcomes.
  ///
  /// - Parameters:
  ///   - prior: What is believed before: the factor to ±0.35.
  ///   - firmness: How firmly the prior's offset is believed: 1 for ±1, 0.5 for ±1.4.
  public init(_ outcomes: [Outcome], prior: DecisionCalibration, firmness: Double) {
    func line(_ action: PlanItem.Action, _ prior: Line) -> Line {
      Self.fitted(outcomes.filter { $0.action == action }, prior: prior, firmness: firmness)
    }
    self.init(
      shrink: line(.shrink, prior.shrink), hold: line(.hold, prior.hold),
      grow: line(.grow, prior.grow))
  }

  /// For each action the correction that leaves most risk at a promise of 95 %; at least one.
  package init(mostCautiousOf calibrations: [DecisionCalibration]) {
    precondition(!calibrations.isEmpty, "no calibration")
    func line(_ lines: [Line]) -> Line {
      let usual = -3.0
      return lines.max {
        $0.offset + $0.factor * usual < $1.offset + $1.factor * usual
      } ?? .none
    }
    self.init(
      shrink: line(calibrations.map(\.shrink)), hold: line(calibrations.map(\.hold)),
      grow: line(calibrations.map(\.grow)))
  }

  /// Newton steps on the penalised log-likelihood of two parameters.
  private static func fitted(_ outcomes: [Outcome], prior: Line, firmness: Double) -> Line {
    var line = prior
    for _ in 0..<40 {
      var (g0, g1) = (-firmness * (line.offset - prior.offset), -8 * (line.factor - prior.factor))
      var (h00, h01, h11) = (firmness, 0.0, 8.0)
      for outcome in outcomes {
        let probability = line.probability(outcome.logOdds)
        let miss = outcome.weight * ((outcome.missed ? 1 : 0) - probability)
        let curvature = outcome.weight * probability * (1 - probability)
        g0 += miss
        g1 += miss * outcome.logOdds
        h00 += curvature
        h01 += curvature * outcome.logOdds
        h11 += curvature * outcome.logOdds * outcome.logOdds
      }
      let determinant = h00 * h11 - h01 * h01
      let (d0, d1) = (
        (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant
      )
      line.offset += d0
      line.factor = min(max(line.factor + d1, 0.3), 2)
      if max(d0.magnitude, d1.magnitude) < 1e-9 { break }
    }
    return line
  }
}
