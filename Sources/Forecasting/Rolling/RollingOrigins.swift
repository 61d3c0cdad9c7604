/// Where in the past the forecast is made again.
package struct RollingOrigins: Sendable {
  /// Steps seen at each origin, ascending, each below the length of the history.
  package let ends: [Int]
  /// Steps ahead that are known at each origin, at most the horizon.
  let steps: [Int]
  /// Steps of history that a series needs before an origin to be judged there.
  let needed: Int
  /// Steps ahead that are forecast from each.
  let horizon: Int
  /// For each origin those that share no step with it.
  private let apart: [OriginSet]

  /// Fewer origins than this say too little to be asked alone.
  private static let fewest = 2

  /// Chooses origins; none for a history of fewer than three steps.
  ///
  /// A history that holds the horizon and twice its length before it gets origins with the whole horizon known. A
  /// shorter one gets origins spread evenly to its end, of which the later ones know only the first steps ahead.
  ///
  /// - Parameter first: The first step that any series has.
  package init(length: Int, first: Int, horizon: Int, settings: EngineSettings) {
    self.horizon = horizon
    let usual = max(min(2 * horizon, 336), 12)
    let room = (length - first - horizon - usual) / max(settings.origins - 1, 1)
    let stride = min(max(room, settings.originStride.lowerBound), settings.originStride.upperBound)
    let whole = (0..<settings.origins).map { length - horizon - $0 * stride }
      .filter { $0 - first >= usual }
    if whole.count >= 4 {
      ends = whole.reversed()
      needed = usual
    } else {
      let history = length - first
      needed = max(2, min(max(12, horizon / 2), history / 3))
      ends = Self.spread(from: first + needed, to: length - 1, count: settings.origins + 4)
    }
    steps = ends.map { min(horizon, length - $0) }
    let ends = ends
    apart = ends.map { one in
      OriginSet(ends.indices.filter { abs(ends[$0] - one) >= horizon })
    }
  }

  /// Whether what follows one origin shares no step with what follows the other.
  func areApart(_ one: Int, _ other: Int) -> Bool { apart[one].contains(other) }

  /// Those of `known` whose errors may tell what to do at origin `past` without knowing what follows it: the ones that
  /// share no step with it; where these are too few, all others.
  package func independent(of past: Int, among known: OriginSet) -> OriginSet {
    let free = known.intersection(apart[past])
    return free.count >= Self.fewest ? free : known.removing(past)
  }

  /// The longest horizon that at least three origins know, or all where there are fewer.
  var calibratedSteps: Int {
    let known = steps.sorted(by: >)
    return known.isEmpty ? 0 : known[min(2, known.count - 1)]
  }

  private static func spread(from first: Int, to last: Int, count: Int) -> [Int] {
    guard last >= first else { return [] }
    let count = min(count, last - first + 1)
    guard count > 1 else { return [first] }
    return (0..<count).map { first + (last - first) * $0 / (count - 1) }
  }
}
