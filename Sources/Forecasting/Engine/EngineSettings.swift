import CapacityModel

/// The constants of the engine, by step length; tuned on development series only.
struct EngineSettings: Sendable {
  /// Steps of history used.
  var longest = 1000
  /// A series is logged when it is positive and max/min is below this; `nil` for never.
  var logBelow: Double?
  /// Rolling origins whose whole horizon is known.
  var origins = 8
  /// Steps between them.
  var originStride = 1
  /// Steps before the first origin.
  var minimumHistory = 8
  /// Steps that tell a series' present level and scale.
  var scaleSpan = 28
  /// Parts of the horizon with weights of their own.
  var blocks = 2
  /// Origins' worth of trust in the pooled ranking of members.
  var weightPrior = 3.0
  /// A member's weight is its error to minus this.
  var power = 4.0
  /// Members combined.
  var best = 6
  /// The share of the plain median of all members in the combination.
  var medianShare = 0.0
  /// Origins' worth of trust in the pooled ratio of residuals to scale.
  var scalePrior = 4.0
  /// Origins' worth of trust in the pooled quantiles.
  var quantilePrior = 30.0

  /// Settings for a step length.
  init(step: Duration) {
    let hours = Double(step.wholeMilliseconds) / 3_600_000
    switch hours {
    case 120...:
      (longest, logBelow, originStride, minimumHistory) = (1000, 1e3, 4, 12)
      (scaleSpan, weightPrior) = (52, 4)
    case 12..<120:
      (longest, originStride, minimumHistory, scaleSpan) = (1000, 3, 8, 28)
      (blocks, weightPrior, power, best, medianShare) = (1, 8, 3, 9, 0.5)
    default:
      (longest, logBelow, originStride, minimumHistory) = (1008, 100, 24, 48)
      (scaleSpan, power) = (336, 6)
    }
  }
}
