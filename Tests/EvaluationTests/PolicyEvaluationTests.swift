import CapacityModel
import Evaluation
import Forecasting
import HeadroomBasics
import Sizing
import Testing

/// A fleet whose peaks repeat weekly with a little deterministic noise, one sample a day.
private func fleet(_ count: Int, days: Int = 80) -> [DemandRecord] {
  (0..<count).map { entity in
    let peaks: [Double?] = (0..<days).map { day in
      let noise = Double((7919 * entity + 104_729 * day + 31 * day * day) % 1000) / 1000
      return (1 + Double(entity % 3)) * 1_073_741_824 * ((day + entity) % 7 == 0 ? 2 : 1)
        * (0.9 + 0.2 * noise)
    }
    return DemandRecord(
      history: EntityHistory(
        entity: EntityID("vm\(entity)"), configured: .gibibytes(32), peaks: peaks,
        sizes: Array(repeating: 34_359_738_368, count: days), step: .days(1),
        start: Timestamp(seconds: 0), peakInstants: (0..<days).map { Int64($0) * 86_400_000 },
        censoredMilliseconds: Array(repeating: 0, count: days),
        offMilliseconds: Array(repeating: 0, count: days), samples: days),
      tier: entity % 4 == 0 ? .critical : .standard)
  }
}

private func evaluate(_ records: [DemandRecord], loop: ParallelLoop = .serial) throws
  -> PolicyEvaluation
{
  var settings = EvaluationSettings(trainUntil: 56)
  (settings.candidates, settings.resamples) = (12, 200)
  settings.policies = ["keep-configured", "krr", "vpa", "exceedance", "fitted-q"]
  return try PolicyEvaluation(records, settings: settings, loop: loop)
}

@Suite struct PolicyEvaluationTests {
  @Test("the report orders what must be ordered: bound, regret, intervals, front")
  func report() throws {
    let evaluation = try evaluate(fleet(10))
    let scores = evaluation.scores
    let bound = try #require(scores.first { $0.variant == "bound" })
    #expect(bound.regret == 0)
    #expect(scores.allSatisfy { $0.cost >= bound.cost && ($0.regret ?? -1) >= 0 })
    let rival = try #require(evaluation.rival)
    let rivalScore = try #require(
      scores.first { $0.name == rival.policy && $0.variant == rival.variant.rawValue })
    #expect(rivalScore.relativeCost?.value == 1)
    #expect(
      scores.filter { $0.variant == "tuned" || $0.variant == "default" }
        .allSatisfy { $0.cost >= rivalScore.cost })
    // A looser cap never asks for more memory.
    for name in Set(evaluation.front.map(\.policy)) {
      let points = evaluation.front.filter { $0.policy == name }
      #expect(zip(points, points.dropFirst()).allSatisfy { $0.size >= $1.size })
      #expect(points.allSatisfy { $0.shortageDaysPerMonth <= $0.cap })
    }
  }

  @Test("the choice costs less than every rival at no more shortage-days, or is the cheapest rival")
  func gate() throws {
    let evaluation = try evaluate(fleet(10))
    let choice = try #require(evaluation.choice)
    let rival = try #require(evaluation.rival)
    let scores = evaluation.scores
    let rivalScore = try #require(
      scores.first { $0.name == rival.policy && $0.variant == rival.variant.rawValue })
    let passing = scores.filter {
      ["ours", "guarded"].contains($0.variant) && $0.cost < rivalScore.cost
        && $0.shortageDaysPerMonth <= rivalScore.shortageDaysPerMonth
    }
    #expect(
      passing.isEmpty
        ? choice.policy == rival.policy : passing.contains { $0.name == choice.policy })
  }

  @Test("other prices are told for rules alone, too: each is tuned for them")
  func sensitivity() throws {
    var settings = EvaluationSettings(trainUntil: 56)
    (settings.resamples, settings.policies) = (200, ["krr", "vpa"])
    let evaluation = try PolicyEvaluation(fleet(6), settings: settings, loop: .serial)
    let regions = try evaluation.sensitivity(
      over: PolicyEvaluation.priceGrid(around: CostModel()), loop: .serial)
    #expect(regions.count == 12)
    #expect(regions.allSatisfy { Set($0.ranking) == ["krr", "vpa"] && $0.overRival == 1 })
  }

  @Test("what happens on judged days changes no knob that was chosen")
  func causal() throws {
    let records = fleet(8)
    let changed = fleet(8, days: 56).map { record in
      let count = 80
      let peaks = record.dailyPeaks + Array(repeating: 20 * 1_073_741_824.0 as Double?, count: 24)
      return DemandRecord(
        history: EntityHistory(
          entity: record.entity, configured: .gibibytes(32), peaks: peaks,
          sizes: Array(repeating: 34_359_738_368, count: count), step: .days(1),
          start: Timestamp(seconds: 0), peakInstants: (0..<count).map { Int64($0) * 86_400_000 },
          censoredMilliseconds: Array(repeating: 0, count: count),
          offMilliseconds: Array(repeating: 0, count: count), samples: count),
        tier: record.tier)
    }
    let (one, other) = (try evaluate(records), try evaluate(changed))
    #expect(one.contenders.map(\.knobs) == other.contenders.map(\.knobs))
  }

  @Test("the order of turns changes no digit, and every fold is judged by what others taught")
  func order() throws {
    let backwards = ParallelLoop { count, body in for turn in (0..<count).reversed() { body(turn) }
    }
    let records = fleet(8)
    let (one, other) = (try evaluate(records), try evaluate(records, loop: backwards))
    #expect(one.scores == other.scores && one.front == other.front)
    #expect(Set(one.judged) == Set(records.indices) && one.judged.count == records.count)
  }

  @Test("the plain newsvendor buys what a forecaster says of the days ahead, and sees none of them")
  func peaks() throws {
    let days = 80
    func judged(_ records: [DemandRecord]) throws -> PolicyEvaluation {
      var settings = EvaluationSettings(trainUntil: 56)
      (settings.resamples, settings.policies) = (200, ["krr", "peak-quantile"])
      let calendar = StepCalendar(start: Timestamp(seconds: 0), step: .days(1), count: days)
      let peaks = try PeakForecasts(
        records, on: calendar, schedule: settings.schedule, forecaster: SeasonalNaive(),
        loop: .serial)
      return try PolicyEvaluation(records, settings: settings, peaks: peaks, loop: .serial)
    }
    // Twice as much each seventh day and nothing else: the last week tells the next exactly.
    let records = (0..<4).map { entity in
      record("vm\(entity)", peaks: (0..<days).map { $0 % 7 == 0 ? 4_294_967_296 : 2_147_483_648 })
    }
    let evaluation = try judged(records)
    let own = try #require(evaluation.contenders.first { $0.policy == "peak-quantile" })
    #expect(own.variant == .ours && own.tallies.allSatisfy { $0.events == 0 })
    // No memory is left over on any day but for the rounding up to a size of the grid.
    let held = try #require(
      evaluation.trials[0].first {
        $0.policy == "peak-quantile" && $0.knobs["coverage"] == 0.5 && $0.knobs["bandDown"] == 0
      })
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: days) { sizes in
      held.hold(0, sizes)
      #expect(sizes[27] == -1)
      for day in 28..<days {
        let size = records[0].grid.size(Int(sizes[day]))
        #expect(abs(size / records[0].peaks[day] - 1) < 0.1, "day \(day)")
      }
    }
    let changed = try judged(
      records.enumerated().map { entity, known in
        record("vm\(entity)", peaks: known.peaks.prefix(56) + Array(repeating: 9e10, count: 24))
      })
    #expect(evaluation.contenders.map(\.knobs) == changed.contenders.map(\.knobs))
  }

  private func record(_ name: String, peaks: [Double]) -> DemandRecord {
    DemandRecord(
      history: EntityHistory(
        entity: EntityID(name), configured: .gibibytes(32), peaks: peaks.map { $0 },
        sizes: Array(repeating: 34_359_738_368, count: peaks.count), step: .days(1),
        start: Timestamp(seconds: 0),
        peakInstants: peaks.indices.map { Int64($0) * 86_400_000 },
        censoredMilliseconds: Array(repeating: 0, count: peaks.count),
        offMilliseconds: Array(repeating: 0, count: peaks.count), samples: peaks.count))
  }

  @Test("entities watched too briefly take no part")
  func admission() throws {
    var records = fleet(6)
    records.append(
      contentsOf: fleet(1, days: 80).map { record in
        let peaks = record.dailyPeaks.enumerated().map { $0.offset < 40 ? $0.element : nil }
        return DemandRecord(
          history: EntityHistory(
            entity: EntityID("short"), configured: nil, peaks: peaks,
            sizes: Array(repeating: nil, count: 80), step: .days(1), start: Timestamp(seconds: 0),
            peakInstants: Array(repeating: 0, count: 80),
            censoredMilliseconds: Array(repeating: 0, count: 80),
            offMilliseconds: Array(repeating: 0, count: 80), samples: 40))
      })
    let evaluation = try evaluate(records)
    #expect(!evaluation.fleet.records.contains { $0.entity.name == "short" })
    #expect(evaluation.judged.count == 6)
  }
}
