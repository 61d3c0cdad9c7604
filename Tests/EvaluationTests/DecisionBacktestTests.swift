import CapacityModel
import Evaluation
import HeadroomBasics
import LinearAlgebra
import Sizing
import Testing

@Suite struct DecisionBacktestTests {
  private let histories = DecisionFleets.histories(90, days: 150, seed: 31)

  @Test(
    "promised and came, by action, are the sums over the decisions of each origin",
    arguments: [Guardrails(), DecisionFleets.bold])
  func sums(limits: Guardrails) throws {
    let (origins, horizon) = ([100, 115], 28)
    let fleet = try DecisionFleets.fleet(histories, horizon: horizon, limits: limits)
    var backtest = DecisionBacktest(fleet, seed: 7)
    var expected: [String: (n: Int, promised: Double, came: Int, gib: Double)] = [:]
    for origin in origins {
      try backtest.visit(origin, weights: .shipped, loop: .threads)
      let decisions = try FleetDecisions(
        fleet, at: origin, weights: .shipped, loop: .threads
      ).decisions
      for (history, decision) in zip(histories, decisions) {
        let ahead = origin..<(origin + horizon)
        let seen = ahead.count { history.observedMilliseconds[$0] > 0 }
        guard let current = decision.current, 2 * seen >= horizon else { continue }
        let size = decision.size ?? current
        let came = ahead.compactMap { history.peaks[$0] }.max() ?? 0
        for name in [decision.action.rawValue, "all"] {
          var sum = expected[name] ?? (0, 0, 0, 0)
          sum.n += 1
          sum.promised += 1 - (decision.score ?? 1)
          sum.came += came > Double(size.bytes) ? 1 : 0
          sum.gib += Double((size - current).bytes) / DecisionFleets.gib
          expected[name] = sum
        }
      }
    }
    let result = backtest.result(horizon: "4w")
    #expect(result.origins == origins.map { DecisionFleets.start + .days(Int64($0)) })
    #expect(Set(result.byAction.map(\.action)) == Set(expected.keys))
    for row in result.byAction {
      let sum = try #require(expected[row.action])
      #expect(row.n == sum.n && row.came == sum.came, "\(row)")
      #expect(abs(row.promised - sum.promised) < 1e-9 && abs(row.gib - sum.gib) < 1e-6, "\(row)")
      #expect(row.low <= row.came && row.came <= row.high, "\(row)")
      #expect(row.needed == nil || row.action == "grow" || row.action == "all")
    }
    let all = try #require(result.byAction.last)
    #expect(all.action == "all" && all.n > 100 && all.came > 0)
    let classes = Set(BehaviourClass.allCases.map(\.rawValue))
    #expect(result.byClass.allSatisfy { classes.contains($0.group ?? "") })
    #expect(result.byClass.count >= 2)
    for groups in [result.byTier, result.byClass] {
      #expect(groups.reduce(0) { $0 + $1.n } == all.n)
      #expect(groups.reduce(0) { $0 + $1.came } == all.came)
      #expect(abs(groups.reduce(0) { $0 + $1.promised } - all.promised) < 1e-9)
    }
    #expect(abs(result.memory.after - result.memory.before - all.gib) < 1e-6)
    #expect(result.withHostHolds == nil)
  }

  @Test(
    "the worst cases are misses, the widest first, with the day on which demand passed the size")
  func worst() throws {
    let fleet = try DecisionFleets.fleet(histories, horizon: 28)
    var backtest = DecisionBacktest(fleet, seed: 7)
    try backtest.visit(110, weights: .shipped, loop: .threads)
    let worst = backtest.result(horizon: "4w").worst
    #expect(!worst.isEmpty && worst.count <= 10)
    let gaps = worst.map { $0.came.bytes - $0.size.bytes }
    #expect(gaps.allSatisfy { $0 > 0 } && gaps == gaps.sorted(by: >))
    for item in worst {
      let history = try #require(histories.first { $0.entity == item.entity })
      let day = Int((item.passed.milliseconds - history.start.milliseconds) / 86_400_000)
      #expect(history.peaks[day] ?? 0 > Double(item.size.bytes))
      #expect(
        (110..<day).allSatisfy { history.peaks[$0] ?? 0 <= Double(item.size.bytes) })
    }
  }

  @Test("what hosts hold back is told beside it, and the same seed gives the same result")
  func holds() throws {
    let fleet = try DecisionFleets.fleet(histories, horizon: 14)
    let results = try (0..<2).map { _ in
      var backtest = DecisionBacktest(fleet, seed: 7)
      try backtest.visit(
        110, weights: .shipped, loop: .threads,
        holding: { decisions, _ in
          decisions.map { $0.held(by: .hostCapacity, because: "a test") }
        })
      return backtest.result(horizon: "2w")
    }
    #expect(results[0] == results[1])
    let held = try #require(results[0].withHostHolds)
    #expect(held.allSatisfy { $0.gib == 0 })
    #expect(held.last?.n == results[0].byAction.last?.n)
    #expect(!held.contains { $0.action == "grow" || $0.action == "shrink" })
  }

  @Test(
    "decisions on random fleets never contradict their curve or their own past",
    arguments: [(1, 7), (2, 28), (3, 91)] as [(UInt64, Int)],
    [Guardrails(), DecisionFleets.bold])
  func contradictions(_ draw: (seed: UInt64, horizon: Int), limits: Guardrails) throws {
    let histories = DecisionFleets.histories(160, days: 150, seed: draw.seed, bursts: false)
    let fleet = try DecisionFleets.fleet(histories, horizon: draw.horizon, limits: limits)
    let decisions = try FleetDecisions(fleet, at: 150, weights: .shipped, loop: .threads).decisions
    var passed = 0
    for (history, decision) in zip(histories, decisions) {
      guard let size = decision.size, let curve = decision.curve, let score = decision.score
      else { continue }
      let place = "\(history.entity), seed \(draw.seed): \(size), \(score)"
      let levels = (1..<200).map { curve.quantile(at: Double($0) / 200) }
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 * (1 + 1e-12) }, "\(place)")
      let bytes = Double(size.bytes)
      let larger = (0...200).map {
        curve.probability(ofPeakAtMost: bytes * (0.5 + Double($0) / 80))
      }
      #expect(zip(larger, larger.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 }, "\(place)")
      if bytes >= curve.quantile(at: 0.99) { #expect(score >= 0.985, "\(place)") }
      if bytes < curve.quantile(at: 0.9) { #expect(score <= 0.915, "\(place)") }
      let replay = ObservedPast(history, now: history.start + .days(150))
        .replay(before: decision.current, after: size)
      guard replay.shortageDaysAfter > 0 else { continue }
      passed += 1
      #expect(score <= 0.99, "\(place)")
      if decision.action == .shrink {
        #expect(limits.allowBelowObservedPeak || replay.shortageDaysAfter < replay.days / 20)
      }
    }
    // The draw must test something: sizes that demand passed in the past, and, where the history is long enough to learn from,
    // changes.
    #expect(passed >= 5, "\(passed)")
    #expect(draw.horizon == 91 || decisions.contains { $0.action == .shrink })
  }

  @Test("bounds that leave no size are refused")
  func bounds() {
    var entry = Inventory.Entity(entity: histories[0].entity)
    (entry.minimumSize, entry.maximumSize) = (.gibibytes(8), .gibibytes(4))
    #expect(throws: EvaluationError.self) {
      try DecisionFleets.fleet(
        histories, horizon: 28, inventory: Inventory(entities: [entry], hosts: []))
    }
  }
}
