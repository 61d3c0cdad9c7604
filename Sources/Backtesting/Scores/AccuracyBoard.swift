internal import CapacityModel

/// The accuracy of all forecasters: over all series, and of the first one by class.
struct AccuracyBoard {
  /// The forecasters' registered names.
  let names: [String]
  private let horizons: [Int]
  private var overall: [AccuracyTally]
  private var byClass: [AccuracyTally]
  private var seconds: [Double]
  private var seriesForecast: [Int]
  private static let classes = BehaviourClass.allCases

  /// Starts with nothing.
  init(names: [String], horizons: [Int]) {
    (self.names, self.horizons) = (names, horizons)
    overall = Array(repeating: AccuracyTally(), count: names.count * horizons.count)
    byClass = Array(repeating: AccuracyTally(), count: Self.classes.count * horizons.count)
    seconds = Array(repeating: 0, count: names.count)
    seriesForecast = Array(repeating: 0, count: names.count)
  }

  /// Counts the time that a forecast took.
  mutating func clocked(_ forecaster: Int, series: Int, took duration: Duration) {
    let parts = duration.components
    seconds[forecaster] += Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    seriesForecast[forecaster] += series
  }

  /// Counts a forecast that is not judged.
  mutating func skip(_ forecaster: Int, _ horizon: Int, _ behaviour: BehaviourClass?) {
    overall[forecaster * horizons.count + horizon].skip()
    if let cell = cell(behaviour, horizon) { byClass[cell].skip() }
  }

  /// Judges one series of a forecast over the horizon at place `horizon`.
  mutating func add(
    _ forecast: ForecastPanel, _ forecaster: Int, _ horizon: Int, _ behaviour: BehaviourClass?,
    series: Int, in panel: Panel, origin: Int, scale: Double?
  ) {
    let steps = horizons[horizon]
    overall[forecaster * horizons.count + horizon].add(
      forecast, series: series, in: panel, origin: origin, horizon: steps, scale: scale)
    guard let cell = cell(behaviour, horizon) else { return }
    byClass[cell].add(
      forecast, series: series, in: panel, origin: origin, horizon: steps, scale: scale)
  }

  /// All scores: forecasters in order, horizons in order, then the first forecaster's classes.
  var scores: [BacktestReport.ForecasterScore] {
    var scores: [BacktestReport.ForecasterScore] = []
    for (index, name) in names.enumerated() {
      for (place, horizon) in horizons.enumerated() {
        var score = overall[index * horizons.count + place].score(
          name: name, horizon: horizon, behaviour: nil)
        if seconds[index] > 0 {
          score.seriesPerSecond = Double(seriesForecast[index]) / seconds[index]
        }
        scores.append(score)
      }
    }
    for (group, behaviour) in Self.classes.enumerated() {
      for (place, horizon) in horizons.enumerated() {
        let tally = byClass[group * horizons.count + place]
        guard !tally.isEmpty else { continue }
        scores.append(tally.score(name: names[0], horizon: horizon, behaviour: behaviour))
      }
    }
    return scores
  }

  private func cell(_ behaviour: BehaviourClass?, _ horizon: Int) -> Int? {
    behaviour.flatMap(Self.classes.firstIndex(of:)).map { $0 * horizons.count + horizon }
  }
}
