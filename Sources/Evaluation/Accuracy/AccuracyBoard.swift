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

/// The groups of series that accuracy is told for: all, each class, and lengths of history that double.
struct AccuracyGroups {
  /// The group of all series.
  static let all = 0
  /// Lengths told apart; the last has no end.
  private static let doublings = 6

  private let shortest: Int

  /// Starts the lengths at `shortest` observed steps.
  init(shortest: Int) { self.shortest = max(shortest, 1) }

  /// The number of groups.
  var count: Int { lengths.upperBound }
  /// The groups of the classes, in their order.
  var classes: Range<Int> { 1..<(1 + BehaviourClass.allCases.count) }
  /// The groups of the lengths, shortest first.
  var lengths: Range<Int> { classes.upperBound..<(classes.upperBound + Self.doublings) }

  /// The groups that a series belongs to.
  func places(_ behaviour: BehaviourClass, observed: Int) -> [Int] {
    let kind = BehaviourClass.allCases.firstIndex(of: behaviour) ?? 0
    let doubled = (0..<Self.doublings).last { observed >= shortest << $0 } ?? 0
    return [Self.all, classes.lowerBound + kind, lengths.lowerBound + doubled]
  }

  /// The class that `group` stands for.
  func behaviour(_ group: Int) -> BehaviourClass? {
    classes.contains(group) ? BehaviourClass.allCases[group - classes.lowerBound] : nil
  }

  /// The length that `group` stands for.
  func history(_ group: Int) -> BacktestReport.HistoryLength? {
    guard lengths.contains(group) else { return nil }
    let doubled = group - lengths.lowerBound
    return .init(
      from: shortest << doubled,
      to: doubled + 1 < Self.doublings ? shortest << (doubled + 1) : nil)
  }
}

/// Losses over the longest horizon by entity, to name those that are forecast worst.
struct EntityLosses {
  private let entities: [EntityID]
  private let place: Int
  private let horizon: Int
  /// Sums on the scale of MASE, shape `[forecasters × N]`.
  private var sums: [Double]
  private var counts: [Int]
  private var behaviour: [BehaviourClass?]

  /// How many entities the report names as worst.
  private static let named = 10

  /// Starts with nothing.
  ///
  /// - Parameters:
  ///   - place: Which of the horizons is the longest.
  ///   - horizon: Its steps.
  init(entities: [EntityID], forecasters: Int, place: Int, horizon: Int) {
    (self.entities, self.place, self.horizon) = (entities, place, horizon)
    sums = Array(repeating: 0, count: forecasters * entities.count)
    counts = Array(repeating: 0, count: sums.count)
    behaviour = Array(repeating: nil, count: entities.count)
  }

  /// Counts the loss of one forecast; those over shorter horizons are left out.
  mutating func add(
    _ loss: Double, _ forecaster: Int, _ horizon: Int, series: Int, _ kind: BehaviourClass
  ) {
    guard horizon == place else { return }
    sums[forecaster * entities.count + series] += loss
    counts[forecaster * entities.count + series] += 1
    if forecaster == 0 { behaviour[series] = kind }
  }

  /// The first forecaster's worst entities, worst first, the first of equals before the later.
  ///
  /// - Parameter naive: The seasonal naive's place among the forecasters.
  func worst(naive: Int?) -> [BacktestReport.EntityScore] {
    let judged = entities.indices.filter { counts[$0] > 0 }
    let ranked = judged.sorted { (mean(0, $0), $1) > (mean(0, $1), $0) }
    return ranked.prefix(Self.named).compactMap { series in
      behaviour[series].map { kind in
        BacktestReport.EntityScore(
          entity: entities[series], behaviour: kind, horizon: horizon, forecasts: counts[series],
          sql: mean(0, series), sqlSeasonalNaive: naive.map { mean($0, series) })
      }
    }
  }

  private func mean(_ forecaster: Int, _ series: Int) -> Double {
    let index = forecaster * entities.count + series
    return counts[index] > 0 ? sums[index] / Double(counts[index]) : 0
  }
}
