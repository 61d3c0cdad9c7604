public import CapacityModel

/// Learns weights for forecasting from several panels, one after the other.
public struct ForecasterTraining {
  private var gathered: [StepKind: Gathered] = [:]

  /// What the panels of one kind of step have given so far.
  private struct Gathered {
    var sums: [WindowSums] = []
    var features: [Float] = []
    var targets: [Float] = []
    var weights: [Float] = []
    var series: [Int] = []
    var width = 0

    /// Takes in the rows of one half of a fleet, thinned where there are many.
    mutating func add(_ half: BoostingRows.Half) {
      let first = series.max().map { $0 + 1 } ?? 0
      let width = half.features.count / max(half.targets.count, 1)
      let step = max(1, half.targets.count / (panelRows / 2))
      for row in stride(from: 0, to: half.targets.count, by: step) {
        features += half.features[(row * width)..<((row + 1) * width)]
        targets.append(half.targets[row])
        weights.append(half.weights[row])
        series.append(half.series[row] + first)
      }
      self.width = max(self.width, width)
    }

    /// Takes in the windows of a panel, `target` steps ahead; none of a kind that no sums are kept for.
    mutating func add(
      _ panel: PreparedPanel, target: Int, seasons: [Int], _ settings: EngineSettings
    ) throws(ForecastingError) {
      guard target > 0 else { return }
      let contexts = settings.contexts.filter { $0 <= longestContext }
      for (index, context) in contexts.enumerated() {
        let shape = WindowShape(
          context: context, target: target, levelSpan: min(settings.levelSpan, context))
        var sum = try WindowSums(shape: shape)
        try sum.add(
          panel, rows: Array(0..<panel.seriesCount),
          stride: shape.stride(
            over: panel, atLeast: settings.windowStride, enough: windows, seasons: seasons))
        if sums.count > index {
          sums[index] = try sums[index].adding(sum)
        } else {
          sums.append(sum)
        }
      }
    }
  }

  /// Lags of the longest regression whose sums are kept: longer ones would make the file large.
  private static let longestContext = 168
  /// Steps ahead that sums are kept for.
  private static let targets: [StepKind: Int] = [.minutes: 0, .hours: 168, .days: 91, .weeks: 13]
  /// Trees, and the share of its leaves that each takes.
  private static let (rounds, rate) = (150, Float(0.1))
  /// Rows that the trees learn from.
  private static let enoughRows = 300_000
  /// Of them at most so many from one panel.
  private static let panelRows = 40_000
  /// Windows of one panel.
  private static let windows = 20_000

  /// Nothing is learnt yet.
  public init() {}

  /// Learns from one panel: windows of all of it, and what a forecast from its earlier origins missed by.
  public mutating func add(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) {
    let kind = StepKind(panel.calendar.step)
    let settings = EngineSettings.standard(step: panel.calendar.step, seasons: request.seasons)
    let engine = ForecastEngine(
      name: PooledRidge.name, settings: settings, members: .all, pretrained: nil)
    var own = gathered[kind] ?? Gathered()
    for half in try engine.lessons(panel, request: request) { own.add(half) }
    try own.add(
      PreparedPanel(panel, settings: settings), target: Self.targets[kind] ?? 0,
      seasons: request.usableSeasons, settings)
    gathered[kind] = own
  }

  /// The weights of all that was learnt from; kinds of steps that gave too few rows are left out.
  ///
  /// - Parameter recipe: Where they come from, for whoever reads the file.
  public func finished(recipe: String) -> PretrainedForecaster {
    var parts: [StepKind: PretrainedForecaster.Part] = [:]
    for kind in StepKind.allCases {
      guard let own = gathered[kind], own.targets.count >= 2000 else { continue }
      let bins = FeatureBins(own.features, width: own.width)
      let rows = BoostedQuantiles.Rows(
        bins: bins.bins(own.features), targets: own.targets, weights: own.weights,
        series: own.series
      ).selecting(Array(own.targets.indices), atMost: Self.enoughRows)
      parts[kind] = PretrainedForecaster.Part(
        sums: own.sums, bins: bins,
        trees: BoostedQuantiles(rows, width: own.width, rounds: Self.rounds, rate: Self.rate))
    }
    return PretrainedForecaster(recipe: recipe, parts: parts)
  }
}
