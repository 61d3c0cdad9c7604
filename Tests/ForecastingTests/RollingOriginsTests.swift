import Forecasting
import Testing

@Suite("Rolling origins")
struct RollingOriginsTests {
  private static func origins(horizon: Int, length: Int = 1008) -> RollingOrigins {
    RollingOrigins(
      length: length, first: 0, horizon: horizon,
      settings: .standard(step: .seconds(3600), seasons: [24, 168]))
  }

  @Test("origins lie as far apart as the history has room for, between a day and a day and a half")
  func stride() {
    for (length, stride) in [(1008, 36), (440, 32), (400, 26), (380, 24)] {
      let ends = Self.origins(horizon: 72, length: length).ends
      #expect(ends.last == length - 72)
      #expect(zip(ends, ends.dropFirst()).allSatisfy { $1 - $0 == stride }, "\(length): \(ends)")
    }
  }

  @Test("a past origin learns nothing from origins whose steps ahead overlap with its own")
  func apart() {
    let origins = Self.origins(horizon: 72)
    let all = OriginSet(origins.ends.indices)
    #expect(origins.ends == (0..<8).reversed().map { 1008 - 72 - 36 * $0 })
    // The neighbours are a day and a half away, the next ones three days: those share no step.
    #expect(origins.independent(of: 3, among: all) == OriginSet([0, 1, 5, 6, 7]))
    #expect(origins.independent(of: 0, among: all) == OriginSet([2, 3, 4, 5, 6, 7]))
  }

  @Test("where fewer than two are left, all others tell, never the origin itself")
  func tooFew() {
    let origins = Self.origins(horizon: 168)
    let all = OriginSet(origins.ends.indices)
    #expect(origins.independent(of: 3, among: all) == OriginSet([0, 1, 2, 4, 5, 6, 7]))
    #expect(origins.independent(of: 3, among: OriginSet([3])) == OriginSet())
  }
}
