import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import Synchronization

/// Forecasters whose answers are known beforehand.
struct FormulaForecaster: Forecaster {
  static let name = "formula"
  static let summary = "says what a test tells it to"

  /// Value of series `n` at panel step `t` for level `p`; `nil` stands for the mean.
  var value: @Sendable (_ series: Int, _ step: Int, _ level: Double?) -> Double
  /// Quantile `p` of the peak of series `n` over the steps `range` of the panel.
  var peak: @Sendable (_ series: Int, _ range: Range<Int>, _ level: Double) -> Double
  /// What the series is said to be.
  var behaviour: @Sendable (_ series: Int) -> BehaviourClass
  /// Levels that are left out of the answer.
  var withheld: [Double] = []
  /// Panels that were handed over.
  let seen = PanelLog()

  init() { self.init { _, _, _ in 0 } }

  init(
    value: @escaping @Sendable (Int, Int, Double?) -> Double,
    peak: @escaping @Sendable (Int, Range<Int>, Double) -> Double = { _, _, _ in 0 },
    behaviour: @escaping @Sendable (Int) -> BehaviourClass = { _ in .flat }
  ) {
    (self.value, self.peak, self.behaviour) = (value, peak, behaviour)
  }

  func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    seen.append(panel)
    let (origin, width) = (panel.stepCount, panel.seriesCount)
    func matrix(_ cell: (_ series: Int, _ step: Int) -> Double) -> [Double] {
      (0..<request.horizon * width).map { cell($0 % width, $0 / width) }
    }
    let levels = request.levels.filter { !withheld.contains($0) }
    return ForecastPanel(
      entities: panel.entities, calendar: panel.calendar.following(request.horizon),
      forecaster: Self.name, mean: matrix { value($0, origin + $1, nil) }, levels: levels,
      quantiles: levels.map { level in matrix { value($0, origin + $1, level) } },
      peakLevels: request.peakLevels,
      peakQuantiles: request.peakLevels.map { level in
        matrix { peak($0, origin..<(origin + $1 + 1), level) }
      },
      bases: (0..<width).map { series in
        ForecastBasis(
          observedSteps: origin, behaviour: behaviour(series), level: 0,
          trend: Array(repeating: 0, count: request.horizon),
          season: Array(repeating: 0, count: request.horizon))
      })
  }
}

/// Remembers panels.
final class PanelLog: Sendable {
  private let panels = Mutex<[Panel]>([])

  func append(_ panel: Panel) { panels.withLock { $0.append(panel) } }

  var all: [Panel] { panels.withLock { $0 } }
}

/// Gives up always.
struct BrokenForecaster: Forecaster {
  static let name = "broken"
  static let summary = "gives up"

  func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    throw .numerical("a test")
  }
}

/// Panels by formula.
enum BacktestExamples {
  static let start = Timestamp(parsing: "2013-08-01")!

  static func panel(
    series: Int, steps: Int, _ value: (_ series: Int, _ step: Int) -> Double?
  ) -> Panel {
    var panel = Panel(
      entities: (0..<series).map { EntityID("s\($0)") },
      calendar: StepCalendar(start: start, step: .days(1), count: steps))
    for step in 0..<steps {
      for n in 0..<series { panel[step, n] = value(n, step) }
    }
    return panel
  }

  static func histories(
    of panel: Panel, size: Double = 8_589_934_592, censored: [Int: Set<Int>] = [:]
  ) -> [EntityHistory] {
    panel.entities.enumerated().map { series, entity in
      let cut = censored[series] ?? []
      return EntityHistory(
        entity: entity, configured: ByteCount(Int64(size)), peaks: panel.column(series),
        sizes: Array(repeating: size, count: panel.stepCount), step: panel.calendar.step,
        start: panel.calendar.start,
        peakInstants: (0..<panel.stepCount).map { panel.calendar.instant($0).milliseconds },
        censoredMilliseconds: (0..<panel.stepCount).map { cut.contains($0) ? 60_000 : 0 },
        offMilliseconds: Array(repeating: 0, count: panel.stepCount),
        samples: panel.stepCount * 288)
    }
  }

  static func settings(horizons: [Int], warmup: Int, stride: Int) -> ForecastBacktestSettings {
    ForecastBacktestSettings(
      store: "test", now: start + .days(100), seed: 7, horizons: horizons, warmup: warmup,
      stride: stride)
  }
}
