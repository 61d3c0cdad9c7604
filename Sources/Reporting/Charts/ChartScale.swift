internal import CapacityModel

/// Maps values onto a stretch of a picture.
struct ChartScale {
  /// Values shown.
  let domain: ClosedRange<Double>
  /// Where their ends lie; the first may be the larger one.
  let range: (from: Double, to: Double)

  /// A scale from 0 to a round number at or above the largest value.
  init(upTo values: [Double], range: (from: Double, to: Double)) {
    let largest = values.filter(\.isFinite).max() ?? 0
    let step = Self.step(for: max(largest, 1e-9))
    domain = 0...max((largest / step).rounded(.up) * step, step)
    self.range = range
  }

  /// A scale over `domain` as it is.
  init(_ domain: ClosedRange<Double>, range: (from: Double, to: Double)) {
    (self.domain, self.range) = (domain, range)
  }

  /// Where a value lies; values outside lie at the nearer end.
  func place(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    let share = width > 0 ? (value - domain.lowerBound) / width : 0
    return range.from + (range.to - range.from) * min(max(share.isFinite ? share : 0, 0), 1)
  }

  /// Round values to write at the axis, about five and at most seven.
  var ticks: [Double] {
    let finest = Self.step(for: domain.upperBound - domain.lowerBound)
    // Ten numbers touch each other in a picture of a phone's width.
    let step = domain.upperBound - domain.lowerBound > 6.5 * finest ? 2 * finest : finest
    let count = Int(((domain.upperBound - domain.lowerBound) / step + 1e-9).rounded(.down))
    return (0...max(count, 0)).map { domain.lowerBound + Double($0) * step }
  }

  /// 1, 2 or 5 times a power of ten that goes about five times into `width`.
  private static func step(for width: Double) -> Double {
    var power = 1.0
    while power * 10 <= width / 5 { power *= 10 }
    while power > width / 5 { power /= 10 }
    return [5.0, 2, 1].first { $0 * power <= width / 4 }.map { $0 * power } ?? power
  }
}
