import Forecasting
import Testing

@Suite("Rolling origins")
struct RollingOriginsTests {
  /// Eight origins of hourly data, a day apart.
  private static func origins(horizon: Int) -> RollingOrigins {
    RollingOrigins(
      length: 1008, first: 0, horizon: horizon,
      settings: .standard(step: .seconds(3600), seasons: [24, 168]))
  }

  @Test("a past origin learns nothing from origins whose steps ahead overlap with its own")
  func apart() {
    let origins = Self.origins(horizon: 72)
    let all = OriginSet(origins.ends.indices)
    #expect(origins.ends == (0..<8).reversed().map { 1008 - 72 - 24 * $0 })
    // Days 2 and 4 lie within three days of day 3; so do days 1, 5 and day 3 itself.
    #expect(origins.independent(of: 3, among: all) == OriginSet([0, 6, 7]))
    #expect(origins.independent(of: 0, among: all) == OriginSet([3, 4, 5, 6, 7]))
  }

  @Test("where fewer than two are left, all others tell, never the origin itself")
  func tooFew() {
    let origins = Self.origins(horizon: 168)
    let all = OriginSet(origins.ends.indices)
    #expect(origins.independent(of: 3, among: all) == OriginSet([0, 1, 2, 4, 5, 6, 7]))
    #expect(origins.independent(of: 3, among: OriginSet([3])) == OriginSet())
  }
}
