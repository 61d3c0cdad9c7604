import HeadroomBasics
import LinearAlgebra

/// The pooled regressions as members, one for each context length that history supports.
struct RidgeMembers: Sendable {
  let panel: PreparedPanel
  let ridges: [CrossFittedRidge]
  let halves: [Int]
  let seasons: [Int]

  /// Windows that a typical series should give, where the horizon is cut for it.
  private static let windows = 8

  /// Fits what can be fitted.
  init(
    panel: PreparedPanel, halves: [Int], horizon: Int, seasons: [Int],
    pretrained: [WindowSums], settings: EngineSettings
  ) throws(ForecastingError) {
    (self.panel, self.seasons) = (panel, seasons)
    self.halves = halves
    let lengths = panel.start.map { panel.length - $0 }.sorted(by: >)
    let usual = lengths[(lengths.count - 1) / 2]
    let shapes = settings.contexts.compactMap { context -> (WindowShape, WindowSums?)? in
      let span = min(settings.levelSpan, context)
      let known = pretrained.first {
        $0.shape.context == context && $0.shape.levelSpan == span && $0.shape.target >= horizon
      }
      // What is known from elsewhere needs no windows of one's own.
      let target = known == nil ? min(horizon, usual - context - Self.windows) : horizon
      guard context >= 2, context <= usual, target >= 1, 4 * target >= horizon else { return nil }
      return (WindowShape(context: context, target: target, levelSpan: span), known)
    }
    ridges = try ParallelLoop.threads.tryMap(shapes.count) { index throws(ForecastingError) in
      try CrossFittedRidge(
        panel, shape: shapes[index].0, halves: halves, seasons: seasons,
        pretrained: shapes[index].1, settings: settings)
    }.compactMap { $0 }
  }

  /// Adds a member a regression; a series too short for one gets the next shorter one, or `fallback`.
  func addAll(to forecasts: inout MemberForecasts, fallback: Int) {
    var previous = fallback
    for ridge in ridges {
      let member = forecasts.add("ridge-\(ridge.shape.context)")
      for end in forecasts.ends.indices {
        add(ridge, member: member, previous: previous, end: end, to: &forecasts)
      }
      previous = member
    }
  }

  private func add(
    _ ridge: CrossFittedRidge, member: Int, previous: Int, end: Int,
    to forecasts: inout MemberForecasts
  ) {
    let seen = forecasts.ends[end]
    let isNow = end == forecasts.ends.count - 1
    for row in forecasts.rows { forecasts.copy(previous, to: member, end: end, row: row) }
    let places = (0..<forecasts.horizon).map { place(of: $0, ridge.shape.target) }
    for half in 0...1 {
      let rows = forecasts.rows.filter {
        halves[$0] == half && seen - panel.start[$0] >= ridge.shape.context
      }
      guard !rows.isEmpty else { continue }
      let ahead = ridge.predict(panel, rows: rows, end: seen, half: isNow ? nil : half)
      for (index, row) in rows.enumerated() {
        forecasts.write(
          places.lazy.map { ahead[index, $0] }, member: member, end: end, row: row)
      }
    }
  }

  /// Where a step beyond the regressed ones finds its value: a cycle earlier, or at the last one.
  private func place(of step: Int, _ target: Int) -> Int {
    guard step >= target else { return step }
    guard let season = seasons.last(where: { $0 <= target }) else { return target - 1 }
    return target - season + (step - target) % season
  }
}
