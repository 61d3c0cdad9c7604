import CapacityModel

/// A forecast panel that is filled a few series at a time, so that parts and whole never take memory together.
struct ForecastParts {
  private let panel: Panel
  private let request: ForecastRequest
  private var mean: [Double]
  private var quantiles: [[Double]]
  private var peakQuantiles: [[Double]]
  private var bases: [ForecastBasis] = []
  private var explanations: [ForecastExplanation] = []

  /// Room for the forecast of every series of `panel`.
  init(of panel: Panel, request: ForecastRequest) {
    (self.panel, self.request) = (panel, request)
    mean = Array(repeating: 0, count: panel.seriesCount * request.horizon)
    quantiles = Array(repeating: mean, count: request.levels.count)
    peakQuantiles = Array(repeating: mean, count: request.peakLevels.count)
  }

  /// Takes in the forecasts of the next series.
  mutating func append(_ part: ForecastPanel) {
    let first = bases.count
    precondition(
      first + part.seriesCount <= panel.seriesCount && part.horizon == request.horizon,
      "\(part.seriesCount) series of \(part.horizon) steps after \(first) of \(panel.seriesCount)")
    bases += part.bases
    explanations += part.explanations
    copy(part.mean, width: part.seriesCount, from: first, to: &mean)
    for level in quantiles.indices {
      copy(part.quantiles[level], width: part.seriesCount, from: first, to: &quantiles[level])
    }
    for level in peakQuantiles.indices {
      copy(
        part.peakQuantiles[level], width: part.seriesCount, from: first, to: &peakQuantiles[level])
    }
  }

  /// The forecast of all series, once every part is in.
  func whole(forecaster: String) -> ForecastPanel {
    var whole = ForecastPanel(
      entities: panel.entities, calendar: panel.calendar.following(request.horizon),
      forecaster: forecaster, mean: mean, levels: request.levels, quantiles: quantiles,
      peakLevels: request.peakLevels, peakQuantiles: peakQuantiles, bases: bases)
    whole.explanations = explanations
    return whole
  }

  private func copy(_ source: [Double], width: Int, from first: Int, to target: inout [Double]) {
    for step in 0..<request.horizon {
      let place = step * panel.seriesCount + first
      for column in 0..<width { target[place + column] = source[step * width + column] }
    }
  }
}
