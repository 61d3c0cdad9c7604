internal import CapacityModel
internal import HeadroomBasics

/// A plan as a page.
struct HTMLPlan {
  let plan: ResizePlan
  /// Demand of changed entities, where it is known.
  var pictures: [EntityID: DemandPicture] = [:]
  /// Where the plan is in its life.
  var standing: String?

  /// Changes that get all their pictures and tables; of more only the widest do, so that a page of a thousand still opens.
  private static let detailed = 100

  /// The page.
  var page: HTMLPage {
    HTMLPage(
      title: "Resize plan \(QuantityText.shortID(plan.id))",
      facts: plan.facts + (standing.map { [("Standing", $0)] } ?? []) + [
        ("Made", QuantityText.instant(plan.created)),
        ("To undo all of it", "headroom plan rollback PLAN writes the inverse plan"),
        ("Plan", plan.id),
      ], sections: sections)
  }

  /// What the page says below its facts.
  var sections: [HTMLPage.Section] {
    var sections = [changes]
    for block in plan.aheadBlocks {
      sections.append(.init(title: block.title, table: block))
    }
    if !plan.placed.isEmpty { sections.append(placements) }
    if !plan.hosts.isEmpty { sections.append(hosts) }
    let investigate = plan.items(.investigate)
    if !investigate.isEmpty {
      sections.append(
        .init(
          title: "To be looked into: \(NumberText.grouped(investigate.count))",
          lead: "No size is proposed for these; what has to be known first stands beside each.",
          list: investigate.map { "\($0.entity.name): \($0.reasons.joined(separator: "; "))" }))
    }
    let held = plan.items(.hold)
    if !held.isEmpty {
      sections.append(
        .init(
          title: "Left as they are: \(NumberText.grouped(held.count))",
          table: ReportBlock(
            title: "", columns: [("entity", false), ("size", true), ("why", false)],
            rows: held.map {
              [$0.entity.name, QuantityText.size($0.current.configured), $0.mainReason]
            }), tableIsFolded: true))
    }
    if !plan.warnings.isEmpty { sections.append(.init(title: "Warnings", list: plan.warnings)) }
    if !plan.decisions.isEmpty {
      sections.append(.init(title: "Decisions", list: plan.decisions))
    }
    return sections
  }

  private var changes: HTMLPage.Section {
    HTMLPage.Section(
      title: "Changes: \(NumberText.grouped(plan.changes.count))",
      lead: plan.changes.isEmpty
        ? "Nothing changes."
        : "The widest first; open one for its reasons."
          + (plan.changes.count > Self.detailed
            ? " The \(Self.detailed) widest have all their tables and pictures." : ""),
      legend: plan.changes.isEmpty
        ? []
        : [
          ("before", "present size"), ("after", "proposed size"),
          ("range", "predicted peak, p50 to p99"), ("seen", "largest demand of the last month"),
        ]
          + (pictures.isEmpty
            ? []
            : [
              ("past", "daily peaks seen"), ("seen", "those above the proposed size"),
              ("fan", "80 and 90 % of the futures, by day"),
              ("s0", "median of the futures, and how likely a size is to be enough"),
            ]),
      entries: plan.changes.enumerated().map {
        entry($0.element, isDetailed: $0.offset < Self.detailed)
      })
  }
}
