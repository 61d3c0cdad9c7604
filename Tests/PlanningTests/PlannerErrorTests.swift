import CapacityModel
import HeadroomBasics
import Planning
import Testing

@Suite struct PlannerErrorTests {
  @Test("an entity given twice is refused")
  func duplicate() {
    #expect(throws: PlanningError.duplicateInput(EntityID("vm"))) {
      try PlanFixture(guests: [Guest(), Guest()]).plan()
    }
  }

  @Test("a service level of 1 is no promise anyone can keep")
  func serviceLevel() {
    #expect(throws: PlanningError.serviceLevelOutOfRange(entity: EntityID("vm"), level: 1)) {
      try PlanFixture(guests: [Guest(wanted: 3, serviceLevel: 1)]).plan()
    }
  }

  @Test("a floor above the cap and a negative dead band are refused")
  func guardrails() {
    var fixture = PlanFixture(guests: [Guest()])
    fixture.guardrails.floor = .tebibytes(5)
    #expect(throws: PlanningError.self) { try fixture.plan() }
    fixture.guardrails = Guardrails(deadBand: -1)
    #expect(throws: PlanningError.invalidGuardrail(name: "deadBand", value: -1)) {
      try fixture.plan()
    }
  }

  @Test("a column of another entity is refused, as is a forecast without a peak")
  func columns() throws {
    let fixture = PlanFixture(guests: [Guest(name: "a"), Guest(name: "b")])
    let planner = Planner(
      settings: PlanSettings(
        now: PlanFixture.now, created: PlanFixture.now, horizon: "4w", serviceLevel: 0.95,
        policy: ResizePlan.Policy(name: "peak-quantile", parameters: [:], seed: 0)),
      inventory: .empty, guardrails: Guardrails())
    let data = ResizePlan.DataSummary(
      store: "s", range: nil, series: 0, samples: 0, coverage: 1, rejected: 0, proxy: "Demand is…")
    var input = fixture.input(for: fixture.guests[0], column: 0)
    input.column = 1
    #expect(
      throws: PlanningError.wrongColumn(entity: EntityID("a"), column: 1, found: EntityID("b"))
    ) { try planner.plan(for: [input], forecast: fixture.forecast, data: data) }
    input.column = 2
    #expect(throws: PlanningError.wrongColumn(entity: EntityID("a"), column: 2, found: nil)) {
      try planner.plan(for: [input], forecast: fixture.forecast, data: data)
    }
    input.column = 0
    var blind = fixture.forecast
    (blind.peakLevels, blind.peakQuantiles) = ([], [])
    #expect(throws: PlanningError.peakQuantilesMissing) {
      try planner.plan(for: [input], forecast: blind, data: data)
    }
    var broken = fixture.forecast
    broken.bases[0].level = .nan
    #expect(throws: PlanningError.self) {
      try planner.plan(for: [input], forecast: broken, data: data)
    }
    #expect(try planner.plan(for: [], forecast: fixture.forecast, data: data).warnings.count == 2)
  }

  @Test("a decision about another entity is refused")
  func decisionOfAnother() throws {
    let fixture = PlanFixture(guests: [Guest(name: "a"), Guest(name: "b")])
    var inputs = fixture.guests.enumerated().map { fixture.input(for: $1, column: $0) }
    inputs[0].decision = inputs[1].decision
    let planner = Planner(
      settings: PlanSettings(
        now: PlanFixture.now, created: PlanFixture.now, horizon: "4w", serviceLevel: 0.95,
        policy: ResizePlan.Policy(name: "peak-quantile", parameters: [:], seed: 0)),
      inventory: .empty, guardrails: Guardrails())
    #expect(
      throws: PlanningError.decisionOfAnother(entity: EntityID("a"), decided: EntityID("b"))
    ) {
      try planner.plan(
        for: inputs, forecast: fixture.forecast,
        data: ResizePlan.DataSummary(
          store: "s", range: nil, series: 0, samples: 0, coverage: 1, rejected: 0, proxy: nil))
    }
  }
}
