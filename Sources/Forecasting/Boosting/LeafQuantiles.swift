/// The quantiles of the residuals in each leaf, from histograms.
///
/// Residuals r are binned by r / (1 + |r|), which resolves a hundredth of the usual error and still knows a burst.
enum LeafQuantiles {
  private static let bins = 256
  /// Added to a small positive number this leaves its nearest integer in the lowest bits, many lanes at a time.
  private static let integers: Float = 8_388_608

  /// For each leaf and level the weighted quantile of target less quantile so far, drawn to 0 where rows are few.
  ///
  /// - Parameters:
  ///   - sample: Rows that take part.
  ///   - nodes: The leaf of each row, as a node of the tree.
  ///   - prior: Rows' worth of trust in 0.
  static func values(
    sample: [Int32], nodes: [Int32], rows: BoostedQuantiles.Rows, reached: [SIMD16<Float>],
    prior: Float
  ) -> [SIMD16<Float>] {
    let leaves = QuantileTree.leafCount
    var sums = Array(repeating: Float(0), count: leaves * 16 * bins)
    var totals = Array(repeating: Float(0), count: leaves)
    let half = Float(bins / 2)
    sums.withUnsafeMutableBufferPointer { sums in
      for row in sample {
        let row = Int(row)
        let leaf = Int(nodes[row]) - QuantileTree.nodeCount
        let residual = SIMD16<Float>(repeating: rows.targets[row]) - reached[row]
        let size = SIMD16<Float>(repeating: 1) + residual.magnitudes
        let places = residual / size * (half - 1) + (half - 0.5 + integers)
        let weight = rows.weights[row]
        totals[leaf] += weight
        for lane in 0..<16 {
          let place = Int(places[lane].bitPattern & 255)
          sums[(leaf * 16 + lane) * bins + place] += weight
        }
      }
    }
    return sums.withUnsafeBufferPointer { sums in
      (0..<leaves).map { leaf in
        var result = SIMD16<Float>.zero
        guard totals[leaf] > 0 else { return result }
        let trust = totals[leaf] / (totals[leaf] + prior)
        for lane in 0..<16 {
          let own = UnsafeBufferPointer(
            rebasing: sums[((leaf * 16 + lane) * bins)..<((leaf * 16 + lane + 1) * bins)])
          result[lane] = trust * quantile(own, Float(BoostingLevels.all[lane]) * totals[leaf])
        }
        return result
      }
    }
  }

  /// The residual below which weight `wanted` lies.
  private static func quantile(_ sums: UnsafeBufferPointer<Float>, _ wanted: Float) -> Float {
    let half = Float(bins / 2)
    var below: Float = 0
    for place in sums.indices where sums[place] > 0 {
      if below + sums[place] >= wanted {
        let inside = Float(place) + (wanted - below) / sums[place]
        let squashed = min(max((inside - half) / (half - 1), -0.99), 0.99)
        return squashed / (1 - abs(squashed))
      }
      below += sums[place]
    }
    return 0
  }
}
