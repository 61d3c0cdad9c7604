/// The windows that a pooled regression sees: what lies before, how it is normalised, and how much lies after.
///
/// A window is centred on the mean of its last values and divided by the mean of its standard deviation and its mean
/// absolute step; weights of 0 therefore forecast that centre.
package struct WindowShape: Sendable, Hashable {
  /// Steps before the origin, L.
  let context: Int
  /// Steps after it that are regressed.
  let target: Int
  /// Last values whose mean is the centre, at most the context.
  let levelSpan: Int

  /// Describes windows; traps where `levelSpan` is longer than `context`.
  package init(context: Int, target: Int, levelSpan: Int) {
    precondition(
      context > 1 && target > 0 && (1...context).contains(levelSpan),
      "\(context) steps before, \(target) after, level over \(levelSpan)")
    (self.context, self.target, self.levelSpan) = (context, target, levelSpan)
  }

  /// Columns of the design: the lags and a one.
  var width: Int { context + 1 }

  /// Steps between the windows of a panel: `least`, or more where that would give more than `enough` windows.
  ///
  /// They share no factor with any season, or the windows would begin at some of its phases alone.
  func stride(
    over panel: PreparedPanel, atLeast least: Int, enough: Int, seasons: [Int]
  ) -> Int {
    let places = panel.start.reduce(0) { $0 + max(0, panel.length - $1 - context - target + 1) }
    var stride = max(least, places / enough, 1)
    while seasons.contains(where: { Self.commonFactor(stride, $0) > 1 }) { stride += 1 }
    return stride
  }

  /// The greatest common divisor of two numbers above 0 (Euclid).
  private static func commonFactor(_ one: Int, _ other: Int) -> Int {
    var (one, other) = (one, other)
    while other > 0 { (one, other) = (other, one % other) }
    return one
  }

  /// Normalised values are cut off here: a burst should not outweigh a thousand quiet windows.
  private static let limit = 8.0

  /// The level and unit of one window.
  struct Frame: Sendable {
    var centre: Double
    var scale: Double
  }

  /// The frame of the `context` values from `first`.
  func frame(_ values: UnsafePointer<Double>) -> Frame {
    var (sum, square, change) = (0.0, 0.0, 0.0)
    let base = values[context - 1]
    for lag in 0..<context {
      let value = values[lag] - base
      sum += value
      square += value * value
      if lag > 0 { change += abs(values[lag] - values[lag - 1]) }
    }
    let count = Double(context)
    var recent = 0.0
    for lag in (context - levelSpan)..<context { recent += values[lag] }
    let centre = recent / Double(levelSpan)
    let deviation = max(0, square / count - (sum / count) * (sum / count)).squareRoot()
    let scale = 0.5 * (deviation + change / (count - 1))
    return Frame(centre: centre, scale: max(scale, 1e-6 * (abs(centre) + 1e-9) + 1e-12))
  }

  /// Writes `count` values from `values` to `output` in units of `frame`.
  @inline(__always)
  func normalise<Output: BinaryFloatingPoint>(
    _ values: UnsafePointer<Double>, count: Int, frame: Frame,
    to output: UnsafeMutablePointer<Output>
  ) {
    let inverse = 1 / frame.scale
    for index in 0..<count {
      let value = (values[index] - frame.centre) * inverse
      output[index] = Output(min(max(value, -Self.limit), Self.limit))
    }
  }
}
