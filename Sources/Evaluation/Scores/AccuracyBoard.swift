internal import CapacityModel
internal import Forecasting

/// The accuracy of all forecasters: over all series, by class, by length of history and by entity.
struct AccuracyBoard {
  /// The forecasters' registered names.
  let names: [String]
  private let horizons: [Int]
  private let groups: AccuracyGroups
  /// Shape `[forecasters × groups × horizons]`.
  private var tallies: [AccuracyTally]
  private var seconds: [Double]
  private var seriesForecast: [Int]
  private var entities: EntityLosses

  /// Starts with nothing.
  ///
  /// - Parameter shortest: Observed steps that a series needs to be judged.
  init(names: [String], horizons: [Int], shortest: Int, entities: [EntityID]) {
    (self.names, self.horizons) = (names, horizons)
    groups = AccuracyGroups(shortest: shortest)
    tallies = Array(
      repeating: AccuracyTally(), count: names.count * groups.count * horizons.count)
    seconds = Array(repeating: 0, count: names.count)
    seriesForecast = Array(repeating: 0, count: names.count)
    let longest = horizons.indices.max { horizons[$0] < horizons[$1] } ?? 0
    self.entities = EntityLosses(
      entities: entities, forecasters: names.count, place: longest, horizon: horizons[longest])
  }

  /// Counts the time that a forecast took.
  mutating func clocked(_ forecaster: Int, series: Int, took duration: Duration) {
    let parts = duration.components
    seconds[forecaster] += Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    seriesForecast[forecaster] += series
  }

  /// Counts a forecast that is not judged.
  mutating func skip(
    _ forecaster: Int, _ horizon: Int, _ behaviour: BehaviourClass, observed: Int
  ) {
    for group in groups.places(behaviour, observed: observed) {
      tallies[place(forecaster, group, horizon)].skip()
    }
  }

  /// Judges one series of a forecast over the horizon at place `horizon`.
  ///
  /// - Parameters:
  ///   - behaviour: The class of the series at the origin.
  ///   - observed: Its observed steps there.
  mutating func add(
    _ forecast: ForecastPanel, _ forecaster: Int, _ horizon: Int, _ behaviour: BehaviourClass,
    observed: Int, series: Int, in panel: Panel, origin: Int, scale: Double?
  ) {
    var loss: Double?
    for group in groups.places(behaviour, observed: observed) {
      loss = tallies[place(forecaster, group, horizon)].add(
        forecast, series: series, in: panel, origin: origin, horizon: horizons[horizon],
        scale: scale)
    }
    if let loss { entities.add(loss, forecaster, horizon, series: series, behaviour) }
  }

  /// All scores: forecasters in order, horizons in order, then the first forecaster's classes.
  var scores: [BacktestReport.ForecasterScore] {
    var scores: [BacktestReport.ForecasterScore] = []
    for index in names.indices {
      for horizon in horizons.indices {
        var score = score(index, AccuracyGroups.all, horizon)
        if seconds[index] > 0 {
          score.seriesPerSecond = Double(seriesForecast[index]) / seconds[index]
        }
        scores.append(score)
      }
    }
    return scores + firstScores(of: groups.classes)
  }

  /// The first forecaster's scores by length of history.
  var byHistory: [BacktestReport.ForecasterScore] { firstScores(of: groups.lengths) }

  /// The entities that the first forecaster is worst on.
  var worst: [BacktestReport.EntityScore] { entities.worst(naive: naive) }

  private var naive: Int? { names.firstIndex(of: SeasonalNaive.name) }

  private func firstScores(of groups: Range<Int>) -> [BacktestReport.ForecasterScore] {
    groups.flatMap { group in
      horizons.indices.filter { !tallies[place(0, group, $0)].isEmpty }.map { score(0, group, $0) }
    }
  }

  private func score(
    _ forecaster: Int, _ group: Int, _ horizon: Int
  ) -> BacktestReport.ForecasterScore {
    var score = tallies[place(forecaster, group, horizon)].score(
      name: names[forecaster], horizon: horizons[horizon], behaviour: groups.behaviour(group))
    score.history = groups.history(group)
    if let naive {
      let line = tallies[place(naive, group, horizon)].score(
        name: "", horizon: horizons[horizon], behaviour: nil)
      if let own = score.sql, let sql = line.sql, sql > 0 {
        score.sqlOverSeasonalNaive = own / sql
      }
    }
    return score
  }

  private func place(_ forecaster: Int, _ group: Int, _ horizon: Int) -> Int {
    (forecaster * groups.count + group) * horizons.count + horizon
  }
}
