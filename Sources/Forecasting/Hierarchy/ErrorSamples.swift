internal import CapacityModel
internal import LinearAlgebra

/// Past errors of sums and parts at the origins and steps that both know: what their covariance is read from.
struct ErrorSamples {
  let sums: BacktestPaths
  let parts: BacktestPaths

  /// Steps read of each origin: neighbouring ones tell the same again.
  private static let stepsOfOrigin = 4

  /// Shape `[n × (sums + parts)]`, sums first; `nil` where fewer than two samples are known.
  func matrix() throws(LinearAlgebraError) -> Matrix? {
    var picks: [(sum: Int, part: Int, step: Int)] = []
    for (origin, end) in sums.ends.enumerated() {
      guard let other = parts.ends.firstIndex(of: end) else { continue }
      let known = min(sums.steps[origin], parts.steps[other])
      let steps = Set((1...Self.stepsOfOrigin).map { $0 * known / Self.stepsOfOrigin - 1 })
      picks += steps.filter { $0 >= 0 }.sorted().map { (origin, other, $0) }
    }
    guard picks.count > 1 else { return nil }
    let offset = sums.entities.count
    var samples = try Matrix(rows: picks.count, columns: offset + parts.entities.count)
    for (row, pick) in picks.enumerated() {
      for series in sums.entities.indices {
        samples[row, series] =
          sums.residual(series: series, origin: pick.sum, step: pick.step) ?? 0
      }
      for series in parts.entities.indices {
        samples[row, offset + series] =
          parts.residual(series: series, origin: pick.part, step: pick.step) ?? 0
      }
    }
    return samples
  }
}
