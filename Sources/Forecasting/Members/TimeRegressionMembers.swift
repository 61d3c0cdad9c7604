import LinearAlgebra

/// Members that regress a history on functions of time: harmonics of all seasons, and a trend with changepoints.
///
/// - *Harmonic*: Fourier pairs of every season and a line, older steps counting less.
/// - *Piecewise trend*: a line that may bend at evenly spaced changepoints, each bend shrunk, with the first season's
///   harmonics. Ahead, its last slope fades, so that growth saturates.
///
/// Sources: Young, Pedregal & Tych (1999), Journal of Forecasting 18(6), for dynamic harmonic regression; Taylor & Letham
/// (2018), "Forecasting at Scale", The American Statistician 72(1), for changepoints, here with a normal prior.
struct TimeRegressionMembers: Sendable {
  let panel: PreparedPanel
  /// Members and their smoothers, the longest history first.
  private let members: [(name: String, smoothers: [LinearSmoother])]

  /// Histories shorter than the span are cut to the longest of these shares of it.
  private static let shares = [1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12]
  private static let shortest = 12
  /// Harmonics that a season gets at most.
  private static let pairs = 6
  private static let bends = 16

  init(
    panel: PreparedPanel, seasons: [Int], horizon: Int, span: Int
  ) throws(ForecastingError) {
    self.panel = panel
    let lengths = Self.shares.map { Int($0 * Double(span)) }.filter { $0 >= Self.shortest }
    do throws(LinearAlgebraError) {
      members = [
        (
          "harmonic",
          try lengths.map { length throws(LinearAlgebraError) in
            try Self.harmonic(length, seasons, horizon)
          }
        ),
        (
          "piecewise-trend",
          try lengths.map { length throws(LinearAlgebraError) in
            try Self.bending(length, seasons.first, horizon)
          }
        ),
      ]
    } catch {
      throw .numerical("the regressions on time: \(error)")
    }
  }

  /// Adds the members; a series too short for either gets `fallback`.
  func addAll(to forecasts: inout MemberForecasts, fallback: Int) {
    for (name, smoothers) in members {
      let member = forecasts.add(name)
      for end in forecasts.ends.indices {
        var rows: [[Int]] = smoothers.map { _ in [] }
        for row in forecasts.rows {
          let available = forecasts.ends[end] - panel.start[row]
          if let place = smoothers.firstIndex(where: { $0.length <= available }) {
            rows[place].append(row)
          } else {
            forecasts.copy(fallback, to: member, end: end, row: row)
          }
        }
        for (smoother, rows) in zip(smoothers, rows) where !rows.isEmpty {
          add(smoother, rows, member: member, end: end, to: &forecasts)
        }
      }
    }
  }

  private func add(
    _ smoother: LinearSmoother, _ rows: [Int], member: Int, end: Int,
    to forecasts: inout MemberForecasts
  ) {
    var histories: [Double] = []
    histories.reserveCapacity(rows.count * smoother.length)
    for row in rows {
      let last = row * panel.length + forecasts.ends[end]
      histories += panel.values[(last - smoother.length)..<last]
    }
    let paths = smoother.paths(
      after: Matrix(rows: rows.count, columns: smoother.length, elements: histories))
    for (index, row) in rows.enumerated() {
      forecasts.write(
        paths.elements[(index * paths.columns)..<((index + 1) * paths.columns)],
        member: member, end: end, row: row)
    }
  }

  private static func harmonic(
    _ length: Int, _ seasons: [Int], _ horizon: Int
  ) throws(LinearAlgebraError) -> LinearSmoother {
    var design = TimeDesign(length: length, horizon: horizon, damping: 0.95)
    design.addLine(penalty: 0.02 * Double(length))
    for season in seasons where 2 * season <= length {
      design.addHarmonics(of: season, pairs: pairs, penalty: 1)
    }
    let halfLife = Double(length) / 3
    return try LinearSmoother(
      history: design.history(), future: design.future(),
      weights: (0..<length).map { Exponential.power(0.5, Double(length - 1 - $0) / halfLife) },
      penalties: design.penalties, anchor: seasons.first ?? 1, share: 0.7)
  }

  private static func bending(
    _ length: Int, _ season: Int?, _ horizon: Int
  ) throws(LinearAlgebraError) -> LinearSmoother {
    var design = TimeDesign(length: length, horizon: horizon, damping: 0.98)
    design.addLine(penalty: 1e-6)
    design.addBends(min(bends, length / 6), penalty: 0.01 * Double(length))
    if let season, 2 * season <= length {
      design.addHarmonics(of: season, pairs: pairs, penalty: 1)
    }
    return try LinearSmoother(
      history: design.history(), future: design.future(),
      weights: Array(repeating: 1, count: length), penalties: design.penalties,
      anchor: season ?? 1, share: 0.5)
  }
}
