import CapacityModel
import Evaluation
import Foundation
import HeadroomBasics
import Sizing
import TestSupport
import Testing

/// What `Fixtures/generate.py` computed in numpy.
private struct Reference: Decodable {
  struct Parts: Decodable {
    var slack: Double
    var shortage: Double
    var events: Double
    var resizes: Double
  }
  var usualPeak: Double
  var krr: Parts
  var vpa: Parts
  var hindsight: Double
}

@Suite struct ReferenceReplayTests {
  private let references: [Reference]
  private let fleet: TrialFleet

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "reference", withExtension: "json", subdirectory: "Fixtures"))
    references = try JSONDecoder().decode([Reference].self, from: Data(contentsOf: url))
    let records = references.indices.map { entity in
      let peaks: [Double?] = (0..<(40 * 24)).map { hour in
        let share = Double((7919 * entity + 104_729 * hour + 31 * hour * hour) % 1000) / 1000
        let level = Double(1 + entity) * (0.5 + share)
        return DemandExamples.gib * (hour % 50 == 49 ? 3 * level : level)
      }
      return DemandRecord(
        history: DemandExamples.history(peaks, step: .seconds(3600), name: "vm\(entity)"))
    }
    fleet = TrialFleet(records, folds: 1, schedule: OriginSchedule(), stretches: [28..<40])
  }

  @Test("replays of KRR and VPA agree with numpy to 1e-9")
  func rules() throws {
    for (rule, path) in [(KRRPolicy() as any TargetRule, \Reference.krr), (VPAPolicy(), \.vpa)] {
      let trial = try #require(
        TrialSweep.rules([RuleVariants(rule, isDefault: true)], in: fleet, loop: .serial)
          .first { $0.isDefault })
      let tallies = trial.tallies(
        of: Array(references.indices), over: 28..<40, in: fleet, loop: .serial)
      for (tally, reference) in zip(tallies, references) {
        let parts = reference[keyPath: path]
        #expect(abs(tally.slack - parts.slack) < 1e-9)
        #expect(abs(tally.shortage - parts.shortage) < 1e-9)
        #expect(tally.events == parts.events && tally.resizes == parts.resizes)
      }
    }
  }

  @Test("the clairvoyant optimum and the usual peak agree with numpy to 1e-9")
  func optimum() {
    let trial = HindsightOptimum.trial(in: fleet, days: 28..<40, costs: CostSchedule())
    let tallies = trial.tallies(
      of: Array(references.indices), over: 28..<40, in: fleet, loop: .serial)
    for (entity, reference) in references.enumerated() {
      #expect(abs(fleet.records[entity].usualPeak / reference.usualPeak - 1) < 1e-12)
      #expect(abs(tallies[entity].cost(CostModel()) - reference.hindsight) < 1e-9)
    }
  }
}
