/// Combines the members of neighbouring series, now and at every earlier origin.
///
/// At an earlier origin the weights leave that origin's errors out, so that the residuals are those of a combination
/// that had not seen what it is judged on.
struct Combiner {
  let forecasts: MemberForecasts
  let panel: PreparedPanel
  let origins: RollingOrigins
  let settings: EngineSettings

  /// Writes the combined paths of the forecasts' rows.
  func combine(into combination: inout Combination) {
    let horizon = forecasts.horizon
    let blocks = min(settings.blocks, horizon)
    for block in 0..<blocks {
      let steps = (horizon * block / blocks)..<(horizon * (block + 1) / blocks)
      let errors = MemberErrors(forecasts, panel: panel, origins: origins, steps: steps)
      let weights = MemberWeights(errors: errors, rows: forecasts.rows.count, settings: settings)
      for row in forecasts.rows {
        let local = row - forecasts.rows.lowerBound
        for end in 0..<origins.ends.count {
          let own = weights.weights(row: local, without: end)
          let offset = combination.offset(row, end)
          for step in steps {
            combination.tested[offset + step] = value(row, end: end, step: step, weights: own)
          }
        }
        let own = weights.weights(row: local)
        for step in steps {
          combination.ahead[row * horizon + step] =
            value(row, end: origins.ends.count, step: step, weights: own)
        }
      }
    }
  }

  private func value(_ row: Int, end: Int, step: Int, weights: [Double]) -> Double {
    var sum = 0.0
    for member in weights.indices where weights[member] > 0 {
      sum += weights[member] * forecasts.paths[forecasts.offset(member, end, row) + step]
    }
    return sum
  }
}
