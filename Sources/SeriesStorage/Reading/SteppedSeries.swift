internal import CapacityModel
public import HeadroomBasics

/// A series on equal steps, gaps left out: what one entity brings to a panel.
///
/// Step number `k` covers the half-open stretch from `k × step` to `(k + 1) × step` since the epoch, so series that are
/// resampled apart fall onto the same boundaries.
public struct SteppedSeries: Sendable, Hashable {
  /// The length of a step, milliseconds, `> 0`.
  public var stepMilliseconds: Int64
  /// Numbers of the steps that have samples, strictly ascending.
  public var steps: [Int64]
  /// One value a step, natural units.
  public var values: [Double]

  /// Creates a series.
  public init(stepMilliseconds: Int64, steps: [Int64] = [], values: [Double] = []) {
    precondition(steps.count == values.count, "\(steps.count) steps, \(values.count) values")
    (self.stepMilliseconds, self.steps, self.values) = (stepMilliseconds, steps, values)
  }

  /// The number of the step that holds `instant`: the quotient rounded towards the past.
  public static func step(of instant: Timestamp, length: Int64) -> Int64 {
    step(of: instant.milliseconds, length: length)
  }

  static func step(of milliseconds: Int64, length: Int64) -> Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: length)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
