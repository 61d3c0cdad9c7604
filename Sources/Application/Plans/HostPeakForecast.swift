internal import CapacityModel
internal import Forecasting
internal import HeadroomBasics

/// How high the hosts and clusters of an inventory will peak, from joint futures of their entities.
///
/// Unlike in `headroom forecast --level host` the futures are not reconciled with the sums' own forecasts. They tell which part
/// of the sum of its entities' peaks a host comes to, since not all peak at once. How high an entity peaks is what its
/// decision rests on.
struct HostPeakForecast {
  /// Of all hosts that have entities; none where past errors do not tell which entities rise together, for then the sum of
  /// their peaks says as much.
  private(set) var hosts: [HostPeak] = []
  /// Of all clusters that the inventory names; none where hosts have none.
  private(set) var clusters: [ResizePlan.ClusterOutlook] = []

  /// Days from one lead time, such as that of a purchase or a migration, to the next.
  private static let lead = 28
  /// Steps whose joint peak counts as present demand.
  private static let week = 7

  /// The request for sums.
  ///
  /// - Parameter horizon: Days ahead.
  static func request(horizon: Int) -> ForecastRequest {
    ForecastRequest(
      horizon: horizon, seasons: Seasons.known(forStep: PlanRun.step), levels: [0.5])
  }

  /// Whether an inventory has hosts or clusters whose peaks can be forecast.
  static func isAsked(of panel: Panel, in inventory: Inventory) -> Bool {
    let (hosts, clusters) = nodes(Hierarchy(of: panel.entities, in: inventory), inventory)
    return !hosts.isEmpty || !clusters.isEmpty
  }

  /// - Parameters:
  ///   - panel: Daily demand.
  ///   - recorded: Its forecast, made for `request` among others where that is asked.
  ///   - curves: P(peak over the horizon > size) of each series; `nil` where too little is known.
  /// - Throws: `ForecastingError`.
  init(
    of panel: Panel, in inventory: Inventory, from recorded: RecordedForecast,
    curves: [PeakCurve?]
  ) throws {
    let hierarchy = Hierarchy(of: panel.entities, in: inventory)
    let (nodes, groups) = Self.nodes(hierarchy, inventory)
    guard !nodes.isEmpty || !groups.isEmpty else { return }
    let joint: ReconciledForecast
    do throws(ForecastingError) {
      joint = try recorded.joint(
        hierarchy, request: Self.request(horizon: recorded.forecast.horizon), reconciles: false)
    } catch {
      // Nothing has run lately, so nothing peaks together.
      guard case .emptyPanel = error else { throw error }
      return
    }
    guard joint.isMeasured else { return }
    let running = Set(joint.parts.entities)
    hosts = nodes.map { node in
      let members = node.members.filter { running.contains(panel.entities[$0]) }
      let ahead = members.map { recorded.forecast.peak(of: $0)?.quantile(at: 0.99) ?? 0 }
      let decided = zip(members, ahead).map { curves[$0]?.quantile(at: 0.99) ?? $1 }
      let sum = ahead.reduce(0, +)
      let together = joint.paths(of: node).peakQuantiles([0.99])[0].last ?? 0
      // What peaks alone peaks with itself.
      let coincidence = members.count > 1 && sum > 0 ? min(1, together / sum) : 1
      return HostPeak(
        host: node.name, p99: Self.bytes(coincidence * decided.reduce(0, +)),
        entities: Set(members.map { panel.entities[$0] }))
    }
    clusters = groups.map { Self.outlook($0, joint) }
  }

  /// The hosts that the inventory knows, and the clusters where it names any.
  private static func nodes(
    _ hierarchy: Hierarchy, _ inventory: Inventory
  ) -> (hosts: [HierarchyNode], clusters: [HierarchyNode]) {
    let known = Set(inventory.hosts.map(\.name))
    let namesClusters =
      inventory.entities.contains { $0.cluster != nil }
      || inventory.hosts.contains { $0.cluster != nil }
    return (
      hierarchy.nodes(at: .host).filter { known.contains($0.name) },
      namesClusters ? hierarchy.nodes(at: .cluster) : []
    )
  }

  private static func outlook(
    _ node: HierarchyNode, _ joint: ReconciledForecast
  ) -> ResizePlan.ClusterOutlook {
    let peaks = joint.paths(of: node).peakQuantiles([0.5, 0.9])
    let (steps, calendar) = (peaks[0].count, joint.parts.calendar)
    let expected = bytes(peaks[0][min(week, steps) - 1])
    var ends = Array(stride(from: lead, to: steps, by: lead))
    ends.append(steps)
    let passes = node.installed.flatMap { usable in
      peaks[1].firstIndex { $0 > Double(usable.bytes) }
    }
    return ResizePlan.ClusterOutlook(
      cluster: node.name, usable: node.installed, expected: expected,
      leads: ends.map { end in
        let peak = bytes(peaks[1][end - 1])
        return ResizePlan.ClusterOutlook.Lead(
          until: calendar.instant(end), peak: peak, amount: max(peak - expected, .zero))
      }, passes: passes.map { calendar.instant($0) })
  }

  private static func bytes(_ value: Double) -> ByteCount {
    ByteCount(Int64(min(max(value, 0), 0x1p60).rounded(.up)))
  }
}
