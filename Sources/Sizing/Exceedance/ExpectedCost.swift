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

  /// Hours short over the excess of the peak, from the days of `range`: how long demand stays up where it exceeds a size.
  static func hoursOver(
    _ designs: [ExceedanceDesign], entities: [Int], days range: Range<Int>
  ) -> Double {
    var (short, excess) = (0.0, 0.0)
    for entity in entities {
      let design = designs[entity]
      let record = design.record
      for day in range where record.judgedPeaks[day] >= 0 {
        for (index, size) in zip(design.candidates.indices, design.candidates.sizes) {
          guard record.judgedPeaks[day] > size else { break }
          short += record.shortage(day: day, index: Int(index)) / record.usualPeak
          excess += (record.judgedPeaks[day] - size) / record.usualPeak
        }
      }
    }
    return excess > 0 ? short / excess : 1
  }
}
