/// Least squares line through values that arrive one by one.
struct LinearTrend: Sendable {
  /// Values so far.
  private(set) var count = 0
  private var sum = 0.0
  private var weighted = 0.0

  /// Adds the next value.
  mutating func add(_ value: Double) {
    sum += value
    weighted += Double(count) * value
    count += 1
  }

  /// Change per step; 0 below two values.
  var slope: Double {
    guard count > 1 else { return 0 }
    let n = Double(count)
    let middle = (n - 1) / 2
    return (weighted - middle * sum) / (n * (n * n - 1) / 12)
  }
}
