import CapacityModel
import Foundation
import HeadroomBasics

/// How often demand reaches the size it was given, counted on the fleet's own past.
///
/// What a guest reports never passes its size; a forecast of demand alone does not know that, and for a VM that came near
/// its size it puts much of its upper tail beyond. How much belongs there is a matter of record: at past origins, of the
/// entities that had used as large a share of their size lately, so many reached it within the horizon.
struct SizeReach {
  /// Steps whose largest demand places an entity.
  private static let recent = 28
  /// Steps between past origins.
  private static let originStride = 7
  /// The upper ends of the classes of recent demand over size; the last class is open.
  private static let shares = [0.25, 0.5, 0.7, 0.85, 0.97]
  /// Entities' worth of the whole fleet's frequency that each class begins with.
  private static let prior = 10.0

  /// For each class the probability to reach the size within `horizon`.
  private let probabilities: [Double]
  /// Steps that the probabilities were counted over.
  private let horizon: Int

  /// Counts over the longest horizon up to `horizon` that the history knows; `nil` where it knows none.
  init?(_ histories: [EntityHistory], horizon: Int) {
    let steps = histories.map(\.peaks.count).max() ?? 0
    let counted = min(horizon, steps - Self.recent)
    guard counted >= 1 else { return nil }
    var (reached, seen) = (
      [Double](repeating: 0, count: Self.shares.count + 1),
      [Double](repeating: 0, count: Self.shares.count + 1)
    )
    for origin in stride(from: steps - counted, through: Self.recent, by: -Self.originStride) {
      for history in histories {
        guard let place = Self.place(of: history, at: origin) else { continue }
        let ahead = origin..<min(origin + counted, history.peaks.count)
        guard ahead.contains(where: { history.peaks[$0] != nil }) else { continue }
        seen[place] += 1
        if ahead.contains(where: { history.censoredMilliseconds[$0] > 0 }) { reached[place] += 1 }
      }
    }
    let all = seen.reduce(0, +)
    guard all > 0 else { return nil }
    // One more of each, so that nothing that did not happen counts as impossible.
    let pool = (reached.reduce(0, +) + 1) / (all + 2)
    probabilities = zip(reached, seen).map { ($0 + Self.prior * pool) / ($1 + Self.prior) }
    self.horizon = counted
  }

  /// `forecast` with as much of each peak's distribution beyond the entity's size as the record says belongs there.
  ///
  /// Up to the level at which demand stays within the size, quantiles are held at it; above, the forecast's own tail beyond the
  /// size is shrunk to what is left: P(M > x) = π · P_f(M > x) / P_f(M > size). A forecast with a smaller tail stays as it is.
  func bounding(_ forecast: ForecastPanel, _ histories: [EntityHistory]) -> ForecastPanel {
    var bounded = forecast
    for (series, history) in histories.enumerated() {
      guard let size = history.configured.map({ Double($0.bytes) }),
        let place = Self.place(of: history, at: history.peaks.count)
      else { continue }
      for step in 0..<forecast.horizon {
        guard let peak = forecast.peak(of: series, through: step + 1) else { continue }
        let reaching = 1 - pow(1 - probabilities[place], Double(step + 1) / Double(horizon))
        let predicted = 1 - peak.probability(ofPeakAtMost: size)
        guard predicted > reaching else { continue }
        let cell = step * forecast.seriesCount + series
        for (index, level) in forecast.peakLevels.enumerated() {
          let beyond = max(size, peak.quantile(at: 1 - (1 - level) * predicted / reaching))
          bounded.peakQuantiles[index][cell] =
            1 - level < reaching ? beyond : min(forecast.peakQuantiles[index][cell], size)
        }
      }
    }
    return bounded
  }

  /// The class of an entity at an origin; `nil` where its size or its recent demand is not known.
  private static func place(of history: EntityHistory, at origin: Int) -> Int? {
    let lately = max(0, origin - recent)..<min(origin, history.peaks.count)
    guard let peak = lately.compactMap({ history.peaks[$0] }).max(),
      let size = lately.reversed().lazy.compactMap({ history.sizes[$0] }).first, size > 0
    else { return nil }
    return shares.firstIndex { peak / size < $0 } ?? shares.count
  }
}
