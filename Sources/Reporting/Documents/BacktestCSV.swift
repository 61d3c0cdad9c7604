public import CapacityModel
internal import HeadroomBasics

extension BacktestReport {
  private static let csvColumns = [
    "table", "name", "variant", "horizon", "behaviour", "level", "measure", "value", "low", "high",
    "n",
  ]

  /// Writes one row a figure: `table,name,variant,horizon,behaviour,level,measure,value,low,high,n`, where `table` is
  /// `forecaster`, `history`, `worst`, `policy`, `calibration`, `confidence`, `pareto` or `sensitivity`; cells without a
  /// meaning are empty.
  public func writeCSV(_ options: ReportOptions, to sink: ByteSink) throws {
    var rows = CSVRow()
    rows.append(plain: Self.csvColumns)
    rows.end()
    for score in forecasters { append(score, to: &rows) }
    for score in byHistory ?? [] { append(score, to: &rows) }
    for score in worst ?? [] { append(score, to: &rows) }
    for score in policies { append(score, to: &rows) }
    for row in calibration {
      append(
        Figure(
          table: "calibration", horizon: row.horizon, behaviour: row.behaviour, level: row.level,
          measure: "promised", value: row.promised, n: row.n), to: &rows)
      append(
        Figure(
          table: "calibration", horizon: row.horizon, behaviour: row.behaviour, level: row.level,
          measure: "realised", value: row.realised, n: row.n), to: &rows)
    }
    for row in confidence {
      for (measure, value) in [("promised", row.promised), ("realised", row.realised)] {
        append(
          Figure(
            table: "confidence", name: row.policy, horizon: row.horizon, measure: measure,
            value: value, low: row.from, high: row.to, n: row.n), to: &rows)
      }
    }
    for point in pareto ?? [] { append(point, to: &rows) }
    for region in sensitivity ?? [] { append(region, to: &rows) }
    try sink(rows.bytes)
  }

  private func append(_ point: ParetoPoint, to rows: inout CSVRow) {
    for (measure, value) in [
      ("size", point.size), ("slackOverPeak", point.slackOverPeak),
      ("shortageDaysPerMonth", point.shortageDaysPerMonth),
    ] {
      append(
        Figure(
          table: "pareto", name: point.policy, level: point.cap, measure: measure, value: value),
        to: &rows)
    }
  }

  /// The prices stand in the measure, as a row has one value.
  private func append(_ region: PriceRegion, to rows: inout CSVRow) {
    let costs = region.costs
    append(
      Figure(
        table: "sensitivity", name: region.cheapest,
        measure: "overRival shortage=\(NumberText.plain(costs.shortage)) "
          + "event=\(NumberText.plain(costs.event)) resize=\(NumberText.plain(costs.resize))",
        value: region.overRival), to: &rows)
  }

  private struct Figure {
    var table: String
    var name = ""
    var variant = ""
    var horizon: Int?
    var behaviour: BehaviourClass?
    var level: Double?
    var measure: String
    var value: Double
    var low: Double?
    var high: Double?
    var n: Int?
  }

  private func append(_ score: ForecasterScore, to rows: inout CSVRow) {
    let figures: [(String, Double?)] = [
      ("mase", score.mase), ("sql", score.sql),
      ("sqlOverSeasonalNaive", score.sqlOverSeasonalNaive), ("crps", score.crps),
      ("wape", score.wape),
      ("coverage80", score.coverage80), ("coverage90", score.coverage90),
      ("coverage95", score.coverage95), ("seriesPerSecond", score.seriesPerSecond),
    ]
    for case (let measure, let value?) in figures {
      append(
        Figure(
          table: score.history == nil ? "forecaster" : "history", name: score.name,
          horizon: score.horizon, behaviour: score.behaviour, measure: measure, value: value,
          low: score.history.map { Double($0.from) },
          high: score.history?.to.map(Double.init), n: score.forecasts), to: &rows)
    }
  }

  private func append(_ score: EntityScore, to rows: inout CSVRow) {
    for case (let measure, let value?) in [
      ("sql", score.sql), ("sqlSeasonalNaive", score.sqlSeasonalNaive),
    ] {
      append(
        Figure(
          table: "worst", name: score.entity.name, horizon: score.horizon,
          behaviour: score.behaviour, measure: measure, value: value, n: score.forecasts), to: &rows
      )
    }
  }

  private func append(_ score: PolicyScore, to rows: inout CSVRow) {
    let figures: [(String, Double?)] = [
      ("cost", score.cost), ("slack", score.slack),
      ("shortageDaysPerMonth", score.shortageDaysPerMonth),
      ("resizesPerMonth", score.resizesPerMonth), ("restartsPerMonth", score.restartsPerMonth),
      ("regret", score.regret), ("money", score.money),
    ]
    for case (let measure, let value?) in figures {
      append(
        Figure(
          table: "policy", name: score.name, variant: score.variant, measure: measure, value: value),
        to: &rows)
    }
    if let ratio = score.relativeCost {
      append(
        Figure(
          table: "policy", name: score.name, variant: score.variant, measure: "relativeCost",
          value: ratio.value, low: ratio.low, high: ratio.high), to: &rows)
    }
  }

  private func append(_ figure: Figure, to rows: inout CSVRow) {
    for text in [figure.table, figure.name, figure.variant] { rows.append(text, guarded: true) }
    rows.append(figure.horizon.map(Int64.init))
    rows.append(figure.behaviour?.rawValue ?? "", guarded: true)
    rows.append(figure.level)
    rows.append(figure.measure, guarded: true)
    for value in [figure.value, figure.low, figure.high] { rows.append(value) }
    rows.append(figure.n.map(Int64.init))
    rows.end()
  }
}
