internal import CapacityModel

extension TableFormat {
  /// Each host before and after.
  func hosts(of plan: ResizePlan, _ options: ReportOptions) -> String {
    var table = TextTable(
      columns: [.init("HOST")]
        + ResizePlan.HostSummary.columns.map { .init("\($0.uppercased()) GiB", .right) })
    for host in plan.hosts {
      table.append(
        host.cells, note: host.warning ?? "", color: host.warning == nil ? nil : .red)
    }
    var facts = FactList()
    if let text = plan.peakText { facts.append("  note:", text) }
    return section("Hosts", table, options)
      + (table.count > 0 ? facts.text(width: options.width) : "")
  }

  /// What hosts have to say of items.
  func placements(of plan: ResizePlan, _ options: ReportOptions) -> String {
    var table = TextTable(columns: [.init("ENTITY"), .init("HOST"), .init("MOVE TO")])
    for item in plan.placed {
      table.append(
        [item.entity.name, item.host ?? "-", item.placement?.suggestedMove?.host ?? "-"],
        note: item.placementText ?? "", color: .yellow)
    }
    return section("Placement", table, options)
  }
}
