internal import CapacityModel
internal import HeadroomBasics

extension HTMLPlan {
  /// Each host before and after.
  var hosts: HTMLPage.Section {
    HTMLPage.Section(
      title: "Hosts",
      lead: [plan.peakText, warnings].compactMap { $0 }.joined(separator: " "),
      picture: PlanCharts.hosts(plan.hosts),
      legend: [
        ("before", "configured before"), ("after", "configured after"),
        ("range", "99 % peak after"), ("limit", "memory"),
      ],
      table: ReportBlock(
        title: "",
        columns: [("host", false)] + ResizePlan.HostSummary.columns.map { ($0, true) }
          + [("note", false)],
        rows: plan.hosts.map { $0.cells + [$0.warning ?? ""] }), tableIsFolded: true)
  }

  private var warnings: String? {
    let warnings = plan.hosts.compactMap { host in host.warning.map { "\(host.host): \($0)." } }
    return warnings.isEmpty ? nil : warnings.joined(separator: " ")
  }

  /// What hosts have to say of items.
  var placements: HTMLPage.Section {
    HTMLPage.Section(
      title: "Placement: \(NumberText.grouped(plan.placed.count))",
      lead: "What a host cannot take, where it could go, and what its NUMA nodes make of it.",
      table: ReportBlock(
        title: "",
        columns: [("entity", false), ("host", false), ("move to", false), ("why", false)],
        rows: plan.placed.map {
          [
            $0.entity.name, $0.host ?? "-", $0.placement?.suggestedMove?.host ?? "-",
            $0.placementText ?? "",
          ]
        }))
  }
}
