/// The past origins from which members forecast again.
struct RollingOrigins: Sendable {
  /// Steps seen at each origin, ascending.
  let seenSteps: [Int]

  /// The least origins; where whole horizons give fewer, shorter ones are added.
  private static let wanted = 8

  /// Chooses origins: those with a whole horizon after them, the latest first, then, in a short history, later ones
  /// whose horizon is only partly known.
  init(stepCount: Int, horizon: Int, settings: EngineSettings) {
    var chosen: [Int] = []
    var origin = stepCount - horizon
    while origin >= settings.minimumHistory, chosen.count < settings.origins {
      chosen.append(origin)
      origin -= settings.originStride
    }
    let missing = Self.wanted - chosen.count
    let first = max(settings.minimumHistory, (chosen.first ?? 0) + 1)
    if missing > 0, first < stepCount {
      let room = stepCount - first
      let count = min(2 * missing, room)
      chosen += (0..<count).map { first + $0 * room / count }
    }
    seenSteps = chosen.sorted()
  }
}
