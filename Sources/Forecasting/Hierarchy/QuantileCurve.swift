/// A distribution known by some quantiles: linear between them, exponential tails beyond.
struct QuantileCurve {
  let levels: [Double]
  /// The quantiles at `levels`, never descending.
  let values: [Double]

  /// The value at `level`, in (0, 1).
  func value(at level: Double) -> Double {
    let last = levels.count - 1
    guard last > 0 else { return values.first ?? 0 }
    if level >= levels[last] {
      let rise = values[last] - values[last - 1]
      let width = Exponential.logarithm((1 - levels[last - 1]) / (1 - levels[last]))
      return values[last]
        + rise * Exponential.logarithm((1 - levels[last]) / (1 - level)) / width
    }
    if level <= levels[0] {
      let rise = values[1] - values[0]
      let width = Exponential.logarithm(levels[1] / levels[0])
      return values[0] - rise * Exponential.logarithm(levels[0] / level) / width
    }
    var (low, high) = (0, last)
    while high - low > 1 {
      let middle = (low + high) / 2
      if levels[middle] <= level { low = middle } else { high = middle }
    }
    let share = (level - levels[low]) / (levels[high] - levels[low])
    return values[low] + share * (values[high] - values[low])
  }
}
