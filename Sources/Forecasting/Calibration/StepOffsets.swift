/// How far the quantiles of each step lie from the combined forecast: what the scores say, mixed with the boosted trees.
struct StepOffsets: Sendable {
  let scored: StepQuantiles
  let boosted: BoostedSteps?
  let scales: ErrorScales
  let profile: HorizonProfile

  /// The offsets of one series in its unit.
  struct Offsets: Sendable {
    /// Shape `[levels × h]`.
    var levels: [[Double]]
    /// Of the median, shape `[h]`.
    var median: [Double]
    /// By how much the trees move the expected value, shape `[h]`.
    var mean: [Double]
  }

  /// The offsets of `series` at `levels`, each of which `scored` knows.
  ///
  /// - Parameter now: The number of origins, which stands for now.
  func offsets(_ series: Int, levels: [Double], now: Int) -> Offsets {
    let scale = scales.scale(series, now)
    let own = Dictionary(uniqueKeysWithValues: zip(scored.levels, scored.quantiles(series)))
    let middle = BoostingLevels.all[BoostingLevels.median]
    let (base, baseMedian) = (levels.map { own[$0] ?? 0 }, own[middle] ?? 0)
    let units = profile.values.map { scale * $0 }
    guard let boosted else {
      return Offsets(
        levels: base.map { quantile in units.map { $0 * quantile } },
        median: units.map { $0 * baseMedian }, mean: units.map { _ in 0 })
    }
    let (share, lanes, horizon) = (boosted.share, scored.lanes(series), units.count)
    let places = levels.map(BoostingLevels.Place.init)
    var result = Offsets(
      levels: levels.map { _ in Array(repeating: 0, count: horizon) }, median: [], mean: [])
    let quantiles = boosted.quantiles(series)
    // What the trees change is interpolated between their levels; beyond them it stays what it is at the last.
    let changes = quantiles.map { $0 - lanes }
    for index in levels.indices {
      let (place, base) = (places[index], base[index])
      result.levels[index].withUnsafeMutableBufferPointer { offsets in
        for step in 0..<horizon {
          offsets[step] = units[step] * (base + share * place.value(of: changes[step]))
        }
      }
    }
    result.median = (0..<horizon).map {
      units[$0] * (baseMedian + share * Double(changes[$0][BoostingLevels.median]))
    }
    result.mean = (0..<horizon).map {
      units[$0] * share * Double(quantiles[$0][BoostingLevels.median])
    }
    return result
  }
}
