/// The distribution of the largest demand over a horizon, as the probability to pass each of many sizes.
///
/// Linear between the known sizes.
public struct PeakCurve: Sendable, Hashable {
  /// Bytes, strictly ascending, above zero.
  public let sizes: [Double]
  /// P(peak > size), never ascending, in [0, 1].
  public let exceedance: [Double]

  /// Creates a curve; probabilities that rise with the size are held at the least one before.
  ///
  /// - Parameters:
  ///   - sizes: Bytes, strictly ascending, above zero, at least two.
  ///   - exceedance: As many, in [0, 1].
  public init(sizes: [Double], exceedance: [Double]) {
    precondition(
      sizes.count == exceedance.count && sizes.count >= 2,
      "\(sizes.count) sizes, \(exceedance.count) probabilities")
    self.sizes = sizes
    var least = 1.0
    self.exceedance = exceedance.map {
      least = min(least, $0)
      return least
    }
  }

  /// P(peak ≤ `size`): the same as the least known size's, in proportion, below it; as the largest one's above.
  public func probability(ofPeakAtMost size: Double) -> Double {
    guard size > 0 else { return 0 }
    let above = place(of: size)
    guard above > 0 else { return (1 - exceedance[0]) * size / sizes[0] }
    guard above < sizes.count else { return 1 - exceedance[exceedance.count - 1] }
    let share = (size - sizes[above - 1]) / (sizes[above] - sizes[above - 1])
    return 1 - exceedance[above - 1] - share * (exceedance[above] - exceedance[above - 1])
  }

  /// The least size that the peak stays within with probability `level`; the largest known one where none is.
  public func quantile(at level: Double) -> Double {
    let allowed = 1 - level
    guard let above = exceedance.firstIndex(where: { $0 <= allowed }) else {
      return sizes[sizes.count - 1]
    }
    guard above > 0 else { return sizes[0] * min(1, level / max(1 - exceedance[0], 1e-12)) }
    let drop = exceedance[above - 1] - exceedance[above]
    let share = drop > 0 ? (exceedance[above - 1] - allowed) / drop : 1
    return sizes[above - 1] + share * (sizes[above] - sizes[above - 1])
  }

  /// The curve of a peak `factor` times as high.
  package func stretched(by factor: Double) -> PeakCurve {
    precondition(factor >= 1, "a peak \(factor) times as high")
    return factor == 1
      ? self : PeakCurve(sizes: sizes.map { $0 * factor }, exceedance: exceedance)
  }

  /// The first place whose size is above `size`.
  private func place(of size: Double) -> Int {
    var (low, high) = (0, sizes.count)
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle] > size { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension PeakCurve {
  /// The curve of a forecast's quantiles.
  package init(_ peak: PeakDistribution) {
    var (sizes, exceedance): ([Double], [Double]) = ([], [])
    for (level, value) in zip(peak.levels, peak.values) {
      let size = max(value, 1)
      if let last = sizes.last, size <= last {
        exceedance[exceedance.count - 1] = 1 - level
      } else {
        sizes.append(size)
        exceedance.append(1 - level)
      }
    }
    if sizes.count < 2 {
      sizes.append(2 * (sizes.last ?? 1))
      exceedance.append(exceedance.last ?? 0)
    }
    self.init(sizes: sizes, exceedance: exceedance)
  }
}
