import CapacityModel
import Foundation
import HeadroomBasics
import Reporting
import TestSupport
import Testing

@Suite struct CapacityTablesTests {
  private static let start = Timestamp(parsing: "2026-05-01T00:00:00Z")!

  /// Two VMs, of which one has a day of demand, and a forecast of two days.
  private static func tables(name: String = "vm-1") -> CapacityTables {
    var tables = CapacityTables(
      provenance: ExportProvenance(
        program: "headroom", store: "s.headroom",
        range: TimeRange(start: start - .days(1), end: start), seed: 1, horizon: "2d",
        forecaster: "pooled-ridge", weights: "none", entities: 1, samples: 2))
    var entity = Inventory.Entity(entity: EntityID(name))
    (entity.host, entity.tier, entity.hotAdd, entity.owner) = ("h,1", .critical, true, "=me")
    var facts = EntityFacts(
      entity: EntityID(name), configured: .gibibytes(4), firstDay: start - .days(1),
      lastDay: start - .days(1), observedDays: 1, samples: 2)
    (facts.listed, facts.behaviour) = (entity, .flat)
    tables.entities = [facts]
    var day = DailyDemand.Day(day: start - .days(1))
    (day.mean, day.peak, day.coverage, day.off) = (1.5, 1000.4, 0.75, 0.25)
    tables.demand = [
      DailyDemand(
        entity: EntityID(name), days: [day, DailyDemand.Day(day: start)])
    ]
    let basis = ForecastBasis(
      observedSteps: 120, behaviour: .flat, level: 1, trend: [0, 0], season: [0, 0])
    let forecast = ForecastPanel(
      entities: [EntityID(name)],
      calendar: StepCalendar(start: start, step: .days(1), count: 2), forecaster: "f",
      mean: [10, 20.6], levels: [0.05, 0.5], quantiles: [[1, 2], [9, 19]],
      peakLevels: [0.5, 0.999],
      peakQuantiles: [[9, 19], [30, 40]], bases: [basis])
    tables.forecasts = [.init(level: .vm, forecast: forecast, capacities: [.gibibytes(4)])]
    return tables
  }

  private func text(_ table: some CapacityTable, _ tables: CapacityTables) throws -> String {
    var bytes: [UInt8] = []
    let rows = try table.write(tables) { bytes += $0 }
    let lines = String(decoding: bytes, as: UTF8.self)
    #expect(rows == lines.split(separator: "\n").count - 1)
    return lines
  }

  @Test("entities: what is not known is empty, and no cell runs as a formula")
  func entities() throws {
    #expect(
      try text(EntitiesTable(), Self.tables()) == """
        entity,platform,host,cluster,site,tier,owner,hot_add,configured_bytes,first_day,last_day,observed_days,samples,behaviour
        vm-1,,"h,1",,,critical,'=me,true,4294967296,2026-04-30,2026-04-30,1,2,flat

        """)
  }

  @Test(
    "an apostrophe can be taken away again: no two names become one", arguments: ["=1", "'=1", "'"])
  func apostrophes(name: String) throws {
    let row = try text(EntitiesTable(), Self.tables(name: name)).split(separator: "\n")[1]
    #expect(row.hasPrefix(name == "'" ? "',," : "'\(name),,"))
  }

  @Test("days: whole bytes, and a day without demand keeps its row")
  func days() throws {
    #expect(
      try text(DailyDemandTable(), Self.tables()) == """
        entity,day,mean_bytes,peak_bytes,configured_bytes,coverage,off_share,cut_off_share
        vm-1,2026-04-30,2,1000,,0.75,0.25,0
        vm-1,2026-05-01,,,,0,0,0

        """)
  }

  @Test("the fan has a row a day ahead, peaks have the last day's")
  func forecasts() throws {
    #expect(
      try text(DailyForecastTable(), Self.tables()) == """
        level,entity,day,mean_bytes,q0.05_bytes,q0.5_bytes
        vm,vm-1,2026-05-01,10,1,9
        vm,vm-1,2026-05-02,21,2,19

        """)
    #expect(
      try text(PeaksTable(), Self.tables()) == """
        level,entity,horizon_days,capacity_bytes,observed_days,q0.5_bytes,q0.999_bytes
        vm,vm-1,2,4294967296,120,19,40

        """)
  }

  @Test("sums: a day that is not known has no row")
  func sums() throws {
    var tables = Self.tables()
    var history = Panel(
      entities: [EntityID("fleet")],
      calendar: StepCalendar(start: Self.start, step: .days(1), count: 3))
    (history[0, 0], history[2, 0]) = (7, 9)
    tables.forecasts[0].history = history
    tables.forecasts[0].level = .fleet
    #expect(
      try text(DailySumsTable(), tables) == """
        level,entity,day,peak_bytes
        fleet,fleet,2026-05-01,7
        fleet,fleet,2026-05-03,9

        """)
  }

  @Test("the record has a row a score, with classes, lengths of history and bins in columns")
  func record() throws {
    var tables = Self.tables()
    var score = BacktestReport.ForecasterScore(name: "f", horizon: 7, forecasts: 10, skipped: 1)
    (score.sql, score.coverage80) = (0.5, 0.8)
    var longer = score
    longer.history = .init(from: 60, to: nil)
    score.behaviour = .bursty
    let policy = BacktestReport.PolicyScore(
      name: "p", variant: "ours", knobs: ["b": 2, "a": 0.1], cost: 3,
      relativeCost: .init(value: 1.5, low: 1, high: 2), slack: 0.2, shortageDaysPerMonth: 0,
      resizesPerMonth: 4)
    var report = BacktestReport(
      now: Self.start, seed: 1,
      data: .init(
        store: "s", entities: 1, range: TimeRange(start: Self.start, end: Self.start)),
      origins: [], forecasters: [score], policies: [policy],
      calibration: [
        .init(horizon: 7, level: 0.9, promised: 0.9, realised: 0.875, n: 8)
      ], costs: CostModel())
    report.confidence = [
      .init(policy: "p", horizon: 7, from: 0.9, to: 0.95, promised: 0.92, realised: 1, n: 3)
    ]
    report.byHistory = [longer]
    let row = BacktestReport.Decisions.Row(
      action: "shrink", n: 9, promised: 0.4, came: 1, low: 0, high: 2, gib: -3.5)
    var group = row
    (group.action, group.group, group.needed) = ("all", "bursty", 2)
    report.decisions = BacktestReport.Decisions(
      horizon: "4w", origins: [Self.start], byAction: [row], byTier: [], byClass: [group],
      withHostHolds: nil, policies: nil,
      memory: .init(before: 8, after: 4.5, peaks: 3, missesBefore: 0), worst: [])
    tables.backtest = report
    let accuracy = try text(AccuracyTable(), tables).split(separator: "\n")
    #expect(accuracy[1] == "f,7,bursty,,,10,1,,0.5,,,,0.8,,")
    #expect(accuracy[2] == "f,7,,60,,10,1,,0.5,,,,0.8,,")
    let promises = try text(CalibrationTable(), tables).split(separator: "\n")
    #expect(promises[1] == "peak,,7,,0.9,,,0.9,0.875,8")
    #expect(promises[2] == "size,p,7,,,0.9,0.95,0.92,1,3")
    let decisions = try text(PastDecisionsTable(), tables).split(separator: "\n")
    #expect(decisions[1] == "4w,action,shrink,9,0.4,1,0,2,-3.5,")
    #expect(decisions[2] == "4w,class,bursty,9,0.4,1,0,2,-3.5,2")
    let costs = try text(PoliciesTable(), tables).split(separator: "\n")
    #expect(costs[1] == "p,ours,3,1.5,1,2,0.2,0,4,,,,a=0.1; b=2")
  }

  @Test("without backtest and plan their tables are not there")
  func absent() {
    let names = CapacityTableList.all.filter { $0.init().columns(in: Self.tables()) == nil }
      .map { $0.name }
    #expect(
      names == ["backtest_accuracy", "calibration", "past_decisions", "policies", "plan_items"])
  }

  @Test("the plan's items are what the plan's own CSV says")
  func planItems() throws {
    var tables = Self.tables()
    tables.plan = PlanExamples.small
    #expect(try text(PlanItemsTable(), tables) == CSVFormat().text(of: PlanExamples.small))
  }

  @Test("a value that is no number is an error that names its column")
  func notFinite() {
    var tables = Self.tables()
    tables.forecasts[0].forecast.mean[1] = .infinity
    #expect(throws: ReportingError.notFiniteCell(column: "mean_bytes", value: "inf")) {
      _ = try DailyForecastTable().write(tables) { _ in }
    }
  }

  @Test("every column is described in docs/formats/tables.md")
  func documented() throws {
    let page = try String(
      contentsOfFile: "\(PackageRoot.path)/docs/formats/tables.md", encoding: .utf8)
    var tables = Self.tables()
    tables.plan = PlanExamples.small
    tables.backtest = BacktestReport(
      now: Self.start, seed: 1,
      data: .init(store: "", entities: 0, range: TimeRange(start: Self.start, end: Self.start)),
      origins: [], forecasters: [], policies: [], calibration: [], costs: CostModel())
    tables.backtest?.decisions = BacktestReport.Decisions(
      horizon: "4w", origins: [], byAction: [], byTier: [], byClass: [], withHostHolds: nil,
      policies: nil, memory: .init(before: 0, after: 0, peaks: 0, missesBefore: 0), worst: [])
    for type in CapacityTableList.all {
      let columns = try #require(type.init().columns(in: tables))
      #expect(page.contains("`\(type.name).csv`"), "\(type.name)")
      #expect(Set(columns.map(\.name)).count == columns.count)
      for column in columns where !column.name.hasPrefix("q0.") {
        #expect(page.contains("`\(column.name)`"), "\(type.name) has \(column.name)")
        #expect(!column.meaning.isEmpty)
      }
    }
  }
}
