import CapacityModel
import Evaluation
import HeadroomBasics
import LinearAlgebra
import Sizing
import TestSupport
import Testing

private let serial = ParallelLoop.serial
/// Turns in reverse order: what depends on their order shows.
private let reversed = ParallelLoop { count, body in
  for turn in (0..<count).reversed() { body(turn) }
}

/// Mean cost of a trial, of the optimum, and of the 14-day maximum plus 15 %, over the judged days.
private struct Judged {
  var fitted: Double
  var newsvendor: Double
  var tabular: Double
  var optimum: Double
  var krr: Double

  init(noise: Double, spike: Double = 1.8, loop: ParallelLoop = serial) throws {
    let records = DemandExamples.fleet(count: 12, days: 84, noise: noise, spike: spike, seed: 9)
    let costs = CostSchedule()
    let fleet = TrialFleet(
      records, folds: 2, schedule: OriginSchedule(), stretches: [28..<56, 56..<84])
    let panel = ExceedancePanel(records, candidateCount: 32, loop: loop)
    let training = fleet.entities(inFold: 0, isMember: false)
    let inputs = try NewsvendorInputs(
      panel, training: training, days: 14..<56, seen: 56, loop: loop)
    let fittedQ = try CrossFittedQ(
      inputs, training: training, days: 14..<56, schedule: fleet.schedule, costs: costs, loop: loop)
    let table = TabularSizing(
      panel, training: training, days: 14..<56, warmup: 28, costs: costs,
      schedule: LearningSchedule(gamma: 0.9, floor: 0.002))
    let trials =
      try fittedQ.trials(
        [.init(gamma: 0.8, hold: 0.25)], inputs: inputs, costs: costs, schedule: fleet.schedule,
        loop: loop) + [
        inputs.trial(NewsvendorKnobs(pay: 4), costs: costs, schedule: fleet.schedule),
        table.trial(panel, tilt: 0, multiple: 1, schedule: fleet.schedule),
        HindsightOptimum.trial(in: fleet, days: 56..<84, costs: costs),
      ]
    let sums = TrialSweep.replay(trials, in: fleet, loop: loop).map {
      $0.cost(stretch: 1, groups: fleet.groups(ofFold: 0), in: fleet, costs: costs)
    }
    (fitted, newsvendor, tabular, optimum) = (sums[0], sums[1], sums[2], sums[3])
    krr = try #require(
      TrialSweep.rules([RuleVariants(KRRPolicy(), isDefault: true)], in: fleet, loop: loop)
        .first { $0.isDefault }
    ).cost(stretch: 1, groups: fleet.groups(ofFold: 0), in: fleet, costs: costs)
  }
}

@Suite struct LearnedSizingTests {
  @Test(
    "learned sizes approach the clairvoyant's as noise goes to zero, and beat a window's maximum")
  func noiseToZero() throws {
    let levels = try [0, 0.1, 0.3].map { try Judged(noise: $0, spike: 1) }
    for judged in levels {
      #expect(judged.optimum <= judged.fitted && judged.optimum <= judged.newsvendor)
      #expect(judged.optimum <= judged.tabular)
      #expect(judged.newsvendor < judged.krr)
    }
    // Without noise every day is the same, and what is left is the distance from one candidate size to the next.
    #expect(levels[0].newsvendor < 1.15 * levels[0].optimum)
    #expect(levels[0].fitted < 1.15 * levels[0].optimum)
    let regrets = levels.map { $0.newsvendor / $0.optimum }
    #expect(regrets[0] < regrets[1] && regrets[0] < regrets[2])
  }

  @Test("the order in which turns run changes no digit")
  func order() throws {
    let (one, other) = (try Judged(noise: 0.3), try Judged(noise: 0.3, loop: reversed))
    #expect(one.fitted == other.fitted && one.newsvendor == other.newsvendor)
    #expect(one.tabular == other.tabular && one.krr == other.krr)
  }

  @Test("probabilities lie in [0, 1], never rise with the size, and are near what happened")
  func probabilities() throws {
    let records = DemandExamples.fleet(count: 16, days: 84, noise: 0.3, seed: 17)
    let panel = ExceedancePanel(records, candidateCount: 20, loop: serial)
    let forecast = try ExceedanceForecast(
      panel, horizon: 1, training: Array(0..<10), days: 14..<56, loop: serial)
    var (promised, happened, count) = (0.0, 0.0, 0.0)
    for entity in 10..<16 {
      let sizes = CandidateSizes(for: records[entity], count: 20, warmup: 28).sizes
      for day in 56..<84 {
        let row = forecast.probabilities[entity][(day * 20)..<((day + 1) * 20)]
        #expect(row.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(zip(row, row.dropFirst()).allSatisfy { $0 >= $1 })
        for (probability, size) in zip(row, sizes) {
          promised += probability
          happened += records[entity].peaks[day] > size ? 1 : 0
          count += 1
        }
      }
    }
    // 3,360 judgements on six entities: within two points in all.
    #expect(abs(promised - happened) / count < 0.02)
  }

  @Test("what comes after training and after a day changes neither model nor probability")
  func causal() throws {
    let records = DemandExamples.fleet(count: 6, days: 70, noise: 0.3, seed: 23)
    let short = DemandExamples.fleet(count: 6, days: 70, noise: 0.3, seed: 23).map { record in
      DemandRecord(
        history: DemandExamples.history(
          record.dailyPeaks.enumerated().map {
            $0.offset < 60 ? $0.element : 99 * DemandExamples.gib
          },
          name: record.entity.name), grid: record.grid)
    }
    let long = records.map {
      DemandRecord(
        history: DemandExamples.history($0.dailyPeaks, name: $0.entity.name), grid: $0.grid)
    }
    let forecasts = try [long, short].map {
      try ExceedanceForecast(
        ExceedancePanel($0, candidateCount: 20, loop: serial), horizon: 7, training: Array(0..<4),
        days: 14..<56,
        loop: serial)
    }
    #expect(forecasts[0].model == forecasts[1].model)
    for entity in 0..<6 {
      #expect(
        forecasts[0].probabilities[entity].prefix(61 * 20)
          == forecasts[1].probabilities[entity].prefix(61 * 20))
    }
  }

  @Test("every Newton step lowers the loss")
  func descent() throws {
    let panel = ExceedancePanel(
      DemandExamples.fleet(count: 10, days: 60, noise: 0.5, seed: 2), loop: serial)
    let model = try ExceedanceForecast(
      panel, horizon: 1, training: Array(0..<10), days: 14..<56, loop: serial
    ).model
    #expect(model.losses.count > 2)
    #expect(zip(model.losses, model.losses.dropFirst()).allSatisfy { $0 > $1 })
    #expect(model.theta.allSatisfy { $0.isFinite })
  }

  @Test("idle entities alone give finite sizes, the smallest there is")
  func idle() throws {
    let records = (0..<4).map {
      DemandRecord(
        history: DemandExamples.history(
          Array(repeating: 0 as Double?, count: 60), name: "idle\($0)"))
    }
    let fleet = TrialFleet(
      records, folds: 1, schedule: OriginSchedule(), stretches: [28..<50, 50..<60])
    let inputs = try NewsvendorInputs(
      ExceedancePanel(records, loop: serial), training: [0, 1, 2, 3], days: 14..<50, seen: 50,
      loop: serial)
    let trial = TrialSweep.replay(
      [inputs.trial(NewsvendorKnobs(), costs: CostSchedule(), schedule: fleet.schedule)],
      in: fleet, loop: serial)[0]
    #expect(trial.sums[1][1].events == 0)
    // 256 MiB held over a usual peak of 256 MiB, ten days, four entities.
    #expect(abs(trial.sums[1][1].size - 40) < 1e-9)
  }
}
