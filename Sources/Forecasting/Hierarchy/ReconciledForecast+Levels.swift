public import CapacityModel
internal import HeadroomBasics

extension ReconciledForecast {
  /// The probability that a procurement line is about.
  public static let procurementLevel = 0.9

  /// Demand ahead of every node of a level, or of every VM.
  ///
  /// - Parameter scenario: What is planned; it needs a level above single VMs.
  public func forecast(
    of level: HierarchyLevel, in scenario: Scenario? = nil
  ) -> HierarchyForecast {
    precondition(level != .vm || scenario == nil, "a scenario of single VMs")
    guard level != .vm else {
      return HierarchyForecast(
        forecast: parts.selecting(levels: request.levels), outlooks: [], warnings: warnings)
    }
    let nodes = hierarchy.nodes(at: level)
    let bound = scenario.map {
      ScenarioPaths($0, hierarchy: hierarchy, calendar: parts.calendar, seed: seed)
    }
    let (n, horizon) = (nodes.count, parts.horizon)
    var mean = Array(repeating: 0.0, count: n * horizon)
    var quantiles = request.levels.map { _ in mean }
    var peaks = request.peakLevels.map { _ in mean }
    var outlooks: [NodeOutlook] = []
    for (column, node) in nodes.enumerated() {
      let paths =
        bound.map { self.paths(of: node, in: $0, changes: scenario?.changes.count ?? 0) }
        ?? paths(of: node)
      let own = (
        bound == nil ? self.mean(of: node) : paths.means(), paths.quantiles(request.levels)
      )
      let largest = paths.peakQuantiles(request.peakLevels)
      for step in 0..<horizon {
        mean[step * n + column] = own.0[step]
        for level in quantiles.indices { quantiles[level][step * n + column] = own.1[level][step] }
        for level in peaks.indices { peaks[level][step * n + column] = largest[level][step] }
      }
      outlooks.append(outlook(node, paths))
    }
    let offset = hierarchy.nodes.firstIndex { $0.level == level } ?? 0
    let bases = sums.bases[offset..<(offset + n)]
    var result = HierarchyForecast(
      forecast: ForecastPanel(
        entities: nodes.map { EntityID($0.name) }, calendar: parts.calendar,
        forecaster: parts.forecaster, mean: mean, levels: request.levels, quantiles: quantiles,
        peakLevels: request.peakLevels, peakQuantiles: peaks, bases: Array(bases)),
      outlooks: outlooks, warnings: warnings)
    if let scenario, let bound { result.scenario = effect(of: scenario, bound) }
    return result
  }

  private func outlook(_ node: HierarchyNode, _ paths: JointPaths) -> NodeOutlook {
    let level = Self.procurementLevel
    let quantiles = paths.quantiles([0.5, level])
    let peaks = paths.peakQuantiles([level])[0]
    let peak = peaks[paths.horizon - 1]
    // Of the peak, not of single steps: futures that pass on different days each pass what is installed.
    let passes = node.installed.flatMap { installed in
      peaks.firstIndex { $0 > Double(installed.bytes) }
    }
    var outlook = NodeOutlook(
      level: node.level, name: node.name, series: node.members.count, installed: node.installed,
      probability: level, medianAtEnd: Self.bytes(quantiles[0][paths.horizon - 1]),
      quantileAtEnd: Self.bytes(quantiles[1][paths.horizon - 1]), peak: Self.bytes(peak),
      passes: passes.map { parts.calendar.instant($0) })
    outlook.source = node.source
    return outlook
  }

  private var warnings: [String] {
    var warnings: [String] = []
    let gone = hierarchy.entities.count - active.count
    if gone > 0 {
      warnings.append(
        gone == 1
          ? "1 series was not seen lately; it counts as retired and adds nothing"
          : "\(gone) series were not seen lately; they count as retired and add nothing")
    }
    // Without an inventory nobody expected them to be listed.
    if !hierarchy.unlisted.isEmpty, hierarchy.unlisted.count < hierarchy.entities.count {
      warnings.append(
        hierarchy.unlisted.count == 1
          ? "\(hierarchy.unlisted[0].name) is not in the inventory; it counts as \(Hierarchy.unassigned)"
          : "\(hierarchy.unlisted.count) series are not in the inventory, among them "
            + "\(hierarchy.unlisted[0].name); they count as \(Hierarchy.unassigned)")
    }
    if !hierarchy.withoutSeries.isEmpty {
      warnings.append(
        hierarchy.withoutSeries.count == 1
          ? "\(hierarchy.withoutSeries[0].name) of the inventory has no samples; it adds nothing"
          : "\(hierarchy.withoutSeries.count) entities of the inventory have no samples, among them "
            + "\(hierarchy.withoutSeries[0].name); they add nothing")
    }
    if !isMeasured {
      warnings.append(
        "history is too short to tell which series rise together; sums are as wide as if all did")
    }
    return warnings
  }
}
