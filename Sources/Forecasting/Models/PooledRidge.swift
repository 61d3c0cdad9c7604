public import CapacityModel
import LinearAlgebra

/// One direct regression for all series, at several context lengths, combined with simple anchors by past errors.
///
/// `docs/methods/forecasting.md` has the formulas, the sources and what was measured.
public struct PooledRidge: Forecaster {
  /// The name on the command line.
  public static let name = "pooled-ridge"
  /// One sentence for `--help`.
  public static let summary =
    "a ridge regression pooled over all series, combined with simple anchors by past errors"

  /// λ over the mean diagonal of the Gram matrix.
  private static let penalty = 0.01
  /// The most contexts fitted.
  private static let contextCount = 4

  /// Starts with the documented settings.
  public init() {}

  /// See `Forecaster`.
  public func forecast(
    _ panel: Panel, request: ForecastRequest
  ) throws(ForecastingError) -> ForecastPanel {
    let engine = try ForecastEngine(Self.name, panel, request)
    let prepared = PreparedPanel(
      panel, longest: engine.settings.longest, logBelow: engine.settings.logBelow)
    var members = anchors(prepared, request, engine.settings)
    do {
      members += try ridges(prepared, request)
    } catch {
      throw .numerical("\(Self.name): \(error)")
    }
    return engine.forecast(panel, prepared, members: members)
  }

  /// Members that need no pool; the first serves any series.
  private func anchors(
    _ panel: PreparedPanel, _ request: ForecastRequest, _ settings: EngineSettings
  ) -> [any Member] {
    let span = settings.scaleSpan
    let lead = max(1, min(request.horizon / 2, 24))
    var members: [any Member] = [
      NaiveMember(), MedianMember(span: max(3, span / 4)), MedianMember(span: span),
      SmoothingMember.simple(span: 2 * span, lead: lead),
      SmoothingMember.damped(span: 2 * span, lead: lead),
    ]
    for period in request.seasons where 2 * period <= panel.stepCount {
      members.append(SeasonalNaiveMember(period: period))
      members.append(LevelledSeasonMember(period: period, recent: request.seasons.first ?? period))
    }
    return members
  }

  /// A ridge for each context that history has room for, the longest ones first.
  private func ridges(
    _ panel: PreparedPanel, _ request: ForecastRequest
  ) throws(LinearAlgebraError) -> [any Member] {
    let season = request.seasons.first ?? 1
    let unit = max(season, 7)
    var members: [any Member] = []
    for factor in [21, 14, 8, 4, 2, 1] where members.count < Self.contextCount {
      let context = unit * factor
      guard context + request.horizon <= panel.stepCount else { continue }
      let window = RidgeMember.Window(
        context: context, horizon: request.horizon, season: season == 52 ? 1 : season,
        stride: max(1, season >= 24 ? 12 : 2))
      if let member = try RidgeMember(panel, window: window, penalty: Self.penalty) {
        members.append(member)
      }
    }
    return members
  }
}
