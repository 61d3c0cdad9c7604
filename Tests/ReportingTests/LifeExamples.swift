import CapacityModel
import HeadroomBasics
import Reporting

/// What is told of plans after they were made, and of a store.
enum LifeExamples {
  static let comparison = PlanComparison(
    basis: ["horizon: 4w before, 13w after"],
    differences: [
      .init(
        entity: EntityID("db-1"), before: "hold 64 GiB", after: "grow 64 GiB to 80 GiB",
        why: ["trend +8 GiB"])
    ], same: 1_204)

  static let verification = PlanVerification(
    plan: PlanExamples.small.id, asOf: PlanExamples.now, final: false,
    outcomes: [
      .init(
        entity: EntityID("build-17"),
        sighting: .init(
          landing: .partly, rung: "guest", evidence: ["persisted: 12 GiB", "guest: 32 GiB"]),
        proposed: .gibibytes(12),
        since: .init(demand: .gibibytes(13), behaviour: "demand reached 13 GiB", held: false),
        score: 0.9, serviceLevel: 0.9)
    ])

  static let store: StoreContents = {
    var info = StoreInfo(
      path: "fleet.headroom", schemaVersion: 2, fileBytes: 2_233_466, logBytes: 0, entities: 40,
      chunks: 358, isEncrypted: false,
      range: TimeRange(start: PlanExamples.now - .days(120), end: PlanExamples.now))
    info.samplesByMetric = [.init(metric: .used, samples: 1_372_804)]
    info.encodings = [.init(encoding: "delta", samples: 994_792, bytes: 895_313)]
    var gaps = GapReport()
    gaps.count = 3
    gaps.entities = 1
    gaps.longest = .init(
      entity: EntityID("db-1"), start: PlanExamples.now - .days(9), milliseconds: 362_016_000)
    return StoreContents(info, gaps: gaps)
  }()
}
