import HeadroomBasics

/// Combines the members of neighbouring series, now and at every earlier origin.
///
/// At an earlier origin the weights leave out the errors of all origins whose paths overlap with that one's, where two others
/// are left (else of that one alone), so that the residuals are those of a combination that had not seen what it is judged on.
struct Combiner {
  /// Blocks of series, weighed together and worked on side by side.
  let forecasts: [MemberForecasts]
  let panel: PreparedPanel
  let origins: RollingOrigins
  let settings: EngineSettings

  /// Writes the combined paths of the forecasts' rows.
  func combine(into combination: inout Combination) {
    guard let horizon = forecasts.first?.horizon else { return }
    let parts = min(settings.blocks, horizon)
    for part in 0..<parts {
      let steps = (horizon * part / parts)..<(horizon * (part + 1) / parts)
      let (forecasts, panel, origins, settings) = (forecasts, panel, origins, settings)
      let errors = ParallelLoop.threads.map(forecasts.count) {
        MemberErrors(forecasts[$0], panel: panel, origins: origins, steps: steps)
      }
      let pooled = MemberWeights.pooled(errors)
      let combined = ParallelLoop.threads.map(forecasts.count) { block in
        let weights = MemberWeights(errors: errors[block], pooled: pooled, settings: settings)
        return Self.paths(forecasts[block], weights: weights, steps: steps)
      }
      for (block, paths) in zip(forecasts, combined) {
        write(paths, rows: block.rows, steps: steps, into: &combination)
      }
      for (block, errors) in zip(forecasts, errors) {
        for series in block.rows where combination.explained.contains(series) {
          let weights = MemberWeights(errors: errors, pooled: pooled, settings: settings)
            .weights(row: series - block.rows.lowerBound)
          combination.keepShares(weights, of: block.names, series: series, steps: steps)
        }
      }
    }
  }

  /// The combined paths of one block, shape `[rows × (origins + 1) × steps]`, the last of each row's from now.
  private static func paths(
    _ forecasts: MemberForecasts, weights: MemberWeights, steps: Range<Int>
  ) -> [Double] {
    let ends = forecasts.ends.count
    var paths = Array(repeating: 0.0, count: forecasts.rows.count * ends * steps.count)
    for row in forecasts.rows {
      let local = row - forecasts.rows.lowerBound
      for end in 0..<ends {
        let own = weights.weights(row: local, for: end == ends - 1 ? nil : end)
        let place = (local * ends + end) * steps.count
        paths.withUnsafeMutableBufferPointer {
          add(
            own, of: forecasts, end: end, row: row, steps: steps,
            to: UnsafeMutableBufferPointer(rebasing: $0[place..<(place + steps.count)]))
        }
      }
    }
    return paths
  }

  /// Adds the weighed mean of the members' paths.
  ///
  /// Members are weighed by their distance from one of them, so that where all agree the mean is what they agree on, to the bit.
  private static func add(
    _ weights: [Double], of forecasts: MemberForecasts, end: Int, row: Int, steps: Range<Int>,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    guard let base = weights.firstIndex(where: { $0 > 0 }) else { return }
    let origin = forecasts.offset(base, end, row) + steps.lowerBound
    forecasts.paths.withUnsafeBufferPointer { paths in
      for step in sums.indices { sums[step] += Double(paths[origin + step]) }
      for member in weights.indices.dropFirst(base + 1) where weights[member] > 0 {
        let path = forecasts.offset(member, end, row) + steps.lowerBound
        for step in sums.indices {
          sums[step] += weights[member] * Double(paths[path + step] - paths[origin + step])
        }
      }
    }
  }

  private func write(
    _ paths: [Double], rows: Range<Int>, steps: Range<Int>, into combination: inout Combination
  ) {
    var place = 0
    for row in rows {
      for end in 0...origins.ends.count {
        for step in steps {
          if end < origins.ends.count {
            combination.tested[combination.offset(row, end) + step] = paths[place]
          } else {
            combination.ahead[row * combination.horizon + step] = paths[place]
          }
          place += 1
        }
      }
    }
  }
}
