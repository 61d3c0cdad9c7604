import HeadroomBasics

/// Where the level of a series shifted for good.
///
/// Optimal partitioning into stretches of constant mean, pruned: the cost of a stretch is its sum of squares around
/// its mean, each further stretch costs 4 σ² ln n, times (1 + ρ) / (1 − ρ)² for noise that follows itself: σ comes from the
/// median of |step|, which such noise makes small, ρ is the lag-1 correlation around means of four cycles. Values further than four σ from their
/// neighbourhood's median count as that far, so that a burst is no shift; a stretch lasts one cycle at least.
///
/// Sources: Killick, Fearnhead & Eckley (2012), J. Am. Stat. Assoc. 107(500): PELT; Yao (1988), Statistics &
/// Probability Letters 6(3): the penalty.
package enum LevelShifts {
  /// The first steps of the stretches after the first one, ascending.
  ///
  /// - Parameters:
  ///   - values: Without gaps.
  ///   - cycle: The least length of a stretch, steps, `> 0`; its phases are evened out first.
  package static func steps(_ values: [Double], cycle: Int) -> [Int] {
    let (count, least) = (values.count, max(cycle, 3))
    guard count >= 2 * least else { return [] }
    let level = evened(values, cycle: cycle)
    let moves = zip(level, level.dropFirst()).map { abs($1 - $0) }
    // |N(0, 2 σ²)| has its median at 0.954 σ.
    let sigma = OrderStatistics.median(moves) / 0.954
    let reach = (level.max() ?? 0) - (level.min() ?? 0)
    guard sigma > 1e-9 * reach else { return exactSteps(level, least: least, tiny: 1e-9 * reach) }
    let calm = winsorised(level, span: least, reach: 4 * sigma)
    let rho = min(max(correlation(calm, span: 4 * least), 0), 0.9)
    let penalty =
      4 * sigma * sigma * Exponential.logarithm(Double(count)) * (1 + rho)
      / ((1 - rho) * (1 - rho))
    return partition(calm, least: least, penalty: penalty)
  }

  /// Optimal partitioning by dynamic programming with pruning.
  private static func partition(_ values: [Double], least: Int, penalty: Double) -> [Int] {
    let count = values.count
    var (sums, squares) = ([0.0], [0.0])
    for value in values {
      sums.append(sums[sums.count - 1] + value)
      squares.append(squares[squares.count - 1] + value * value)
    }
    func cost(_ from: Int, _ to: Int) -> Double {
      let sum = sums[to] - sums[from]
      return squares[to] - squares[from] - sum * sum / Double(to - from)
    }
    var best = Array(repeating: Double.infinity, count: count + 1)
    var last = Array(repeating: 0, count: count + 1)
    best[0] = -penalty
    var candidates = [0]
    for end in least...count {
      for start in candidates where best[start] + cost(start, end) + penalty < best[end] {
        (best[end], last[end]) = (best[start] + cost(start, end) + penalty, start)
      }
      candidates.removeAll { best[$0] + cost($0, end) > best[end] }
      if end - least + 1 >= least { candidates.append(end - least + 1) }
    }
    var (found, end) = ([Int](), count)
    while last[end] > 0 {
      found.append(last[end])
      end = last[end]
    }
    return found.reversed()
  }

  /// Shifts of a series that hardly ever moves: every move that lasts.
  private static func exactSteps(_ values: [Double], least: Int, tiny: Double) -> [Int] {
    (least...(values.count - least)).filter { step in
      let (before, after) = (values[(step - least)..<step], values[step..<(step + least)])
      return before.allSatisfy { abs($0 - values[step - 1]) <= tiny }
        && after.allSatisfy { abs($0 - values[step]) <= tiny }
        && abs(values[step] - values[step - 1]) > tiny
    }
  }

  /// What is left when each phase's median distance from the mean of the cycle around it is taken away.
  private static func evened(_ values: [Double], cycle: Int) -> [Double] {
    guard cycle > 1, values.count >= 3 * cycle else { return values }
    let before = cycle / 2
    let inside = before..<(values.count - cycle + before + 1)
    let phases = (0..<cycle).map { phase in
      OrderStatistics.median(
        inside.filter { $0 % cycle == phase }.map { step in
          let around = values[(step - before)..<(step - before + cycle)]
          return values[step] - around.reduce(0, +) / Double(cycle)
        })
    }
    return values.indices.map { values[$0] - phases[$0 % cycle] }
  }

  private static func winsorised(_ values: [Double], span: Int, reach: Double) -> [Double] {
    values.indices.map { step in
      let around = values[max(0, step - span)...min(values.count - 1, step + span)]
      let middle = OrderStatistics.median(Array(around))
      return min(max(values[step], middle - reach), middle + reach)
    }
  }

  /// The lag-1 correlation around moving means, which a shift does not enter.
  private static func correlation(_ values: [Double], span: Int) -> Double {
    let blocks = stride(from: 0, to: values.count, by: span).map {
      Array(values[$0..<min($0 + span, values.count)])
    }
    var (cross, square) = (0.0, 0.0)
    for block in blocks where block.count > 2 {
      let mean = block.reduce(0, +) / Double(block.count)
      for (one, next) in zip(block, block.dropFirst()) {
        cross += (one - mean) * (next - mean)
        square += (one - mean) * (one - mean)
      }
    }
    return square > 0 ? cross / square : 0
  }
}
