internal import CapacityModel
internal import Forecasting

/// How high the hosts of an inventory will peak, from joint futures of their entities.
///
/// Unlike in `headroom forecast --by host` the futures are not reconciled with the sums' own forecasts: they are those of
/// the forecast that the items of the plan rest on, before present sizes bound its tails: the planner takes the sum of the
/// bounded peaks where that is less.
enum HostPeakForecast {
  /// Peaks of all hosts that have entities; none where past errors do not tell which entities rise together, for then
  /// the sum of their peaks says as much.
  static func peaks(
    of panel: Panel, in inventory: Inventory, horizon: Int
  ) throws(ForecastingError) -> [HostPeak] {
    let hosts = Set(inventory.hosts.map(\.name))
    let hierarchy = Hierarchy(of: panel.entities, in: inventory)
    let nodes = hierarchy.nodes(at: .host).filter { hosts.contains($0.name) }
    guard !nodes.isEmpty else { return [] }
    let joint: ReconciledForecast
    do {
      joint = try HierarchyForecaster(PooledRidge(), reconciles: false).forecast(
        panel, hierarchy: hierarchy,
        request: ForecastRequest(horizon: horizon, seasons: [7], levels: [0.5]))
    } catch {
      // Nothing has run lately, so nothing peaks together.
      guard case .emptyPanel = error else { throw error }
      return []
    }
    guard joint.isMeasured else { return [] }
    let running = Set(joint.parts.entities)
    return nodes.map { node in
      let peak = joint.paths(of: node).peakQuantiles([0.99])[0].last ?? 0
      return HostPeak(
        host: node.name, p99: ByteCount(Int64(min(max(peak, 0), 0x1p60).rounded(.up))),
        entities: running.intersection(node.members.map { panel.entities[$0] }))
    }
  }
}
