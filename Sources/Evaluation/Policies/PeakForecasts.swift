public import CapacityModel
public import Forecasting
public import HeadroomBasics
public import Sizing

/// The forecast peak over each decision window, made anew on every decision day from the days before it: what the plain
/// newsvendor decides from.
///
/// A forecast pools the past of all entities, the judged ones too, as a plan would; it never sees a day from its decision
/// on. What is learnt from costs, the coverage bought and the dead band, is chosen on the training part alone.
public struct PeakForecasts: Sendable {
  /// Coverages that may be bought.
  private let coverages: [Double]
  /// For each entity its quantiles on each day, bytes: shape `[D × coverages]`, −1 on other days and before anything is known.
  private let quantiles: [EntityID: [Double]]

  /// Coverages that tuning may choose from.
  public static let coverages = [
    0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999,
  ]
  /// The coverage that plans buy unless told otherwise.
  private static let standard = 0.95
  /// Days of the week.
  private static let seasons = [7]

  /// Forecasts every window of `schedule`.
  ///
  /// - Parameters:
  ///   - records: All on the same days.
  ///   - calendar: Their days.
  ///   - coverages: Those that may be bought, each in (0, 1).
  /// - Throws: `EvaluationError.forecast`.
  public init(
    _ records: [DemandRecord], on calendar: StepCalendar, schedule: OriginSchedule,
    forecaster: any Forecaster, coverages: [Double] = PeakForecasts.coverages, loop: ParallelLoop
  ) throws(EvaluationError) {
    self.coverages = coverages
    // What is forecast does not depend on the coverage bought, so that one is compared with another fairly.
    let levels = Set(Self.coverages + coverages).sorted()
    let days = records.first?.days ?? 0
    var panel = Panel(entities: records.map(\.entity), calendar: calendar)
    for (series, record) in records.enumerated() {
      for day in 0..<days where record.peaks[day] >= 0 { panel[day, series] = record.peaks[day] }
    }
    let known = panel
    let decisions = schedule.origins(through: days - 1).filter { $0 > 0 }
    let made = loop.map(decisions.count) { turn in
      Self.forecast(known.prefix(decisions[turn]), window: schedule.stride, by: forecaster, levels)
    }
    var quantiles = records.map { _ in
      Array(repeating: -1.0, count: days * coverages.count)
    }
    for (day, result) in zip(decisions, made) {
      switch result {
      case .success(let forecast):
        for series in records.indices where forecast.bases[series].observedSteps > 0 {
          guard let peak = forecast.peak(of: series) else { continue }
          for (place, coverage) in coverages.enumerated() {
            quantiles[series][day * coverages.count + place] = peak.quantile(at: coverage)
          }
        }
      case .failure(let reason):
        throw .forecast(
          forecaster: type(of: forecaster).name, origin: calendar.instant(day), reason: reason)
      }
    }
    self.quantiles = Dictionary(
      zip(records.map(\.entity), quantiles), uniquingKeysWith: { first, _ in first })
  }

  private static func forecast(
    _ panel: Panel, window: Int, by forecaster: any Forecaster, _ levels: [Double]
  ) -> Result<ForecastPanel, ForecastingError> {
    do throws(ForecastingError) {
      return .success(
        try forecaster.forecast(
          panel,
          request: ForecastRequest(
            horizon: window, seasons: seasons, levels: levels, peakLevels: levels)))
    } catch {
      return .failure(error)
    }
  }

  /// A trial for each coverage and dead band; the standard coverage, or the only one, without a band is the default.
  func trials(in fleet: TrialFleet, bands: [DeadBand]) -> [SizingTrial] {
    let own = fleet.records.map { quantiles[$0.entity] ?? [] }
    let (records, schedule, coverages) = (fleet.records, fleet.schedule, coverages)
    return coverages.indices.flatMap { place in
      bands.map { band in
        let coverage = coverages[place]
        return SizingTrial(
          policy: PeakQuantilePolicy.name,
          knobs: ["coverage": coverage, "bandUp": band.up, "bandDown": band.down],
          isDefault: (coverage == Self.standard || coverages.count == 1) && band == .none
        ) { entity, held in
          let targets = held.indices.map { day in
            let index = day * coverages.count + place
            return index < own[entity].count ? own[entity][index] : -1
          }
          RecordReplay.follow(
            targets, margin: 1, band: band, on: records[entity].grid, schedule: schedule, into: held
          )
        }
      }
    }
  }
}
