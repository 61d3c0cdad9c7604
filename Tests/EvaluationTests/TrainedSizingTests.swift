import CapacityModel
import Evaluation
import Foundation
import HeadroomBasics
import LinearAlgebra
import Sizing
import TestSupport
import Testing

private let end = Timestamp(seconds: 56 * 86_400)

private func train(_ policy: String, days: Int = 56) throws -> TrainedSizing {
  let records = DemandExamples.fleet(count: 6, days: days, noise: 0.2, seed: 31)
  var training = SizingTraining()
  training.candidates = 16
  return try training.train(
    policy, on: records,
    data: .init(
      store: "test", entities: records.count,
      range: TimeRange(start: Timestamp(seconds: 0), end: end),
      fingerprint: DemandRecord.fingerprint(of: records)), loop: .serial)
}

@Suite struct TrainedSizingTests {
  @Test(
    "a trained policy survives its file digit for digit and sizes an entity it never saw",
    arguments: ["exceedance", "fitted-q"])
  func roundTrip(policy: String) throws {
    let trained = try train(policy)
    try trained.check(at: end)
    let read = try JSONDecoder().decode(
      TrainedSizing.self, from: JSONEncoder().encode(trained))
    #expect(read == trained)
    #expect(!trained.curve.isEmpty && trained.data.fingerprint.count == 16)
    let peaks = (0..<60).map { _ in 3 * DemandExamples.gib as Double? }
    let context = SizingContext(
      history: DemandExamples.history(peaks, size: 64 * DemandExamples.gib), peak: nil,
      serviceLevel: 0.95)
    let answer = TrainedSizingPolicy(read).recommendation(for: context)
    let size = try #require(answer.size).gibibytes
    // A demand that never moved needs little more than itself, far less than what it has.
    #expect(size >= 3 && size < 12)
    #expect(answer == TrainedSizingPolicy(trained).recommendation(for: context))
  }

  @Test("an empty history gives no size and a reason")
  func empty() throws {
    let answer = TrainedSizingPolicy(try train("exceedance")).recommendation(
      for: SizingContext(
        history: DemandExamples.history([nil, nil]), peak: nil, serviceLevel: 0.95))
    #expect(answer.size == nil && answer.reasons == ["No demand was ever observed."])
  }

  @Test("an origin within the training days is refused, and so are other features and schemas")
  func refusals() throws {
    let trained = try train("exceedance")
    let before = Timestamp(seconds: 55 * 86_400)
    #expect(throws: SizingError.trainedLater(until: end, origin: before)) {
      try trained.check(at: before)
    }
    var other = trained
    other.features = ["exceedance-0", "fitted-q-1"]
    #expect(throws: SizingError.self) { try other.check(at: end) }
    other = trained
    other.schema = "headroom.policy/v2"
    #expect(throws: SizingError.self) { try other.check(at: end) }
    other = trained
    other.newsvendor = nil
    #expect(throws: SizingError.self) { try other.check(at: end) }
  }

  @Test("too few days and policies that do not learn are refused")
  func untrainable() {
    #expect(throws: SizingError.self) { try train("exceedance", days: 30) }
    #expect(throws: SizingError.self) { try train("vpa") }
  }
}
