import CapacityModel
import HeadroomBasics

/// How large the errors of each series are expected to be, at every earlier origin and now.
///
/// A ridge regression, in logarithms, of each past path's mean absolute error on how the series had moved before it,
/// pooled over series; times the series' own correction from its other paths. At an earlier origin only paths that do
/// not overlap the one being judged take part, so that scores in these units are honest: a burst does not widen the
/// interval that it falls out of.
struct ErrorScales: Sendable {
  /// In the series' unit, shape `[N × (origins + 1)]`, the last column for now; `> 0`.
  let values: [Double]
  private let columns: Int

  /// Weight of the prior against one more sample, in the regression and in a series' own correction.
  private static let (penalty, ownPrior) = (10.0, 2.0)

  /// A growing series may stop or turn: its scale is at least this share of what its trend moves over the horizon.
  /// Where growth lasts in a fleet, the scores of its class are the smaller for it.
  private static let driftShare = 0.4

  /// Moves from one value to the next that a series needs for its scale to be read from them.
  static let fewestMoves = 8

  /// Paths' worth of trust in a wide guess.
  private static let widePrior = 3.0

  init(
    _ errors: BacktestErrors, panel: PreparedPanel, profile: HorizonProfile, season: Int?
  ) throws(ForecastingError) {
    let origins = errors.origins.ends
    columns = origins.count + 1
    let (horizon, ends) = (errors.horizon, origins + [panel.length])
    let features = ParallelLoop.threads.map(errors.seriesCount) { series in
      ends.map { end in
        VolatilityFeatures.logarithms(
          panel, series: series, end: end, horizon: horizon, season: season)
      }
    }.flatMap { $0 }
    let targets = (0..<errors.seriesCount).flatMap { series in
      ends.indices.map { column in
        column < origins.count ? Self.target(errors, series, column, profile) : nil
      }
    }
    let taught = (0..<errors.seriesCount).flatMap { series in
      ends.indices.map { column in
        column < origins.count && errors.teaches(series, column)
          ? targets[series * ends.count + column] : nil
      }
    }
    var predicted = try Self.predicted(features, taught)
    for index in predicted.indices {
      let (series, column) = (index / columns, index % columns)
      let end = column < origins.count ? origins[column] : panel.length
      predicted[index] = Self.widened(
        predicted[index], features[index], moves: panel.moves(series, before: end))
      guard errors.behaviour(series, column) == .growing else { continue }
      let drift = VolatilityFeatures.drift(
        panel, series: series, end: end, horizon: errors.horizon)
      predicted[index] = max(
        predicted[index], Exponential.logarithm(Self.driftShare * drift + VolatilityFeatures.floor))
    }
    var scales: [Double] = []
    for index in predicted.indices {
      let (series, column) = (index / columns, index % columns)
      let correction = Self.correction(
        targets, predicted, series: series, column: column, errors: errors, columns: columns)
      scales.append(Exponential.of(predicted[index] + correction))
    }
    values = scales
  }

  /// The logarithms that the pooled regression expects, a wide guess mixed in where little was measured.
  private static func predicted(
    _ features: [[Double]], _ targets: [Double?]
  ) throws(ForecastingError) -> [Double] {
    let fit = try ScaleRegression(features: features, targets: targets, penalty: penalty)
    let measured = Double(targets.count { $0 != nil })
    return features.map { feature in
      let wide = VolatilityFeatures.ignorance(feature)
      return (measured * fit.predict(feature) + widePrior * wide) / (measured + widePrior)
    }
  }

  /// What the regression expects of a series that has hardly moved yet, drawn to a wide guess: no fleet tells how a single value of
  /// another series will move.
  ///
  /// - Parameter moves: Of the series before the origin.
  private static func widened(_ expected: Double, _ features: [Double], moves: Int) -> Double {
    guard moves < fewestMoves else { return expected }
    let share = 1 - Double(moves) / Double(fewestMoves)
    let mixed = (1 - share) * expected + share * VolatilityFeatures.ignorance(features)
    return max(mixed, features[0])
  }

  /// The scale of `series` at origin number `origin`; the number of origins stands for now.
  func scale(_ series: Int, _ origin: Int) -> Double { values[series * columns + origin] }

  private static func target(
    _ errors: BacktestErrors, _ series: Int, _ origin: Int, _ profile: HorizonProfile
  ) -> Double? {
    guard errors.isJudged(series, origin) else { return nil }
    let path = errors.offset(series, origin)
    var (sum, count) = (0.0, 0.0)
    for step in 0..<errors.horizon where !errors.residuals[path + step].isNaN {
      sum += abs(errors.residuals[path + step]) / profile.values[step]
      count += 1
    }
    return count > 0 ? Exponential.logarithm(sum / count + VolatilityFeatures.floor) : nil
  }

  /// What the series' other paths say beyond the regression, shrunk to nothing where there are few.
  ///
  /// Now, when all paths may speak, they count as many as could at the usual earlier origin: scores and forecast must
  /// be shrunk alike, or the scale would differ from the one that the scores were taken in.
  private static func correction(
    _ targets: [Double?], _ predicted: [Double], series: Int, column: Int, errors: BacktestErrors,
    columns: Int
  ) -> Double {
    let (ends, apart) = (errors.origins.ends, errors.origins.areApart)
    let judged = ends.indices.filter { targets[series * columns + $0] != nil }
    let isNow = column == ends.count
    let others = isNow ? judged : judged.filter { apart($0, column) }
    guard !others.isEmpty else { return 0 }
    let mean =
      others.reduce(0) {
        $0 + (targets[series * columns + $1] ?? 0) - predicted[series * columns + $1]
      }
      / Double(others.count)
    let pairs = judged.reduce(0) { sum, one in sum + judged.count { apart(one, $0) } }
    let count = isNow ? Double(pairs) / Double(judged.count) : Double(others.count)
    return mean * count / (count + ownPrior)
  }
}
