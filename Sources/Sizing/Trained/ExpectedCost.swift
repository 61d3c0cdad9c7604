internal import CapacityModel

/// What a day is expected to cost under each candidate size, from the probabilities that its peak exceeds them.
///
///     e(S) = slack · S/s + event · P(peak > S) + shortage · h/24 · E(peak − S)⁺ / s
///
/// with s the usual peak, h the hours that demand stays above a size it exceeds (from training), and E(peak − S)⁺ the
/// sum of P over the candidates above, each times the distance to the next one. Demand itself is the same for every size
/// and left out.
enum ExpectedCost {
  /// Costs of one day, shape `[J]`, days of the usual peak.
  @inline(__always)
  static func fill(
    _ target: UnsafeMutablePointer<Double>, probabilities: UnsafePointer<Double>,
    relativeSizes: UnsafePointer<Double>, count: Int, prices: CostModel, hoursOver: Double
  ) {
    var tail = 0.0
    let shortage = prices.shortage * hoursOver / 24
    for candidate in stride(from: count - 1, through: 0, by: -1) {
      let size = relativeSizes[candidate]
      let next = candidate + 1 < count ? relativeSizes[candidate + 1] : size * 1.1
      tail += probabilities[candidate] * (next - size)
      target[candidate] =
        prices.slack * size + prices.event * probabilities[candidate] + shortage * tail
    }
  }
}
