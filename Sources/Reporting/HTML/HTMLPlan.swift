internal import CapacityModel

/// A plan as a page.
struct HTMLPlan {
  let plan: ResizePlan
  /// Demand of changed entities, where it is known.
  var pictures: [EntityID: DemandPicture] = [:]

  /// Changes that get all their pictures and tables; of more only the widest do, so that a page of a thousand still opens.
  private static let detailed = 250

  /// The page.
  var page: HTMLPage {
    HTMLPage(
      title: "Resize plan \(QuantityText.shortID(plan.id))",
      facts: plan.facts + [
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
            ? [] : [("past", "daily peaks seen"), ("fan", "80 and 90 % of the futures, by day")]),
      entries: plan.changes.enumerated().map {
        entry($0.element, isDetailed: $0.offset < Self.detailed)
      })
  }

  private func entry(_ item: PlanItem, isDetailed: Bool) -> HTMLPage.Entry {
    let sizes =
      "\(QuantityText.size(item.current.configured)) → \(QuantityText.size(item.proposed.configured))"
    let sure = item.confidence.score.map { ", \(QuantityText.percent($0)) sure" } ?? ""
    var facts = [
      ("What", "\(item.action.rawValue) from \(sizes)"), ("Where", item.placeText),
      (
        "When",
        (item.window ?? "no change window is known")
          + (item.needsRestart == true ? "; needs a restart" : "")
      ),
      ("How sure", "\(item.confidence.meaning); \(item.confidence.calibratedOn)"),
      ("If it is wrong", risk(of: item)), ("On the past", item.replayText),
      (
        "To undo",
        "set it back to \(QuantityText.size(item.current.configured)): headroom plan export "
          + "PLAN --part rollback writes the command"
      ),
    ]
    if let text = item.placementText { facts.append(("On its host", text)) }
    if let reservation = item.proposed.reservation {
      facts.append(("Reserved", QuantityText.size(reservation)))
    }
    var reasons = item.reasons + item.guardrails.map { "\($0.name): \($0.effect)" }
    if let explanation = item.explanation, !isDetailed {
      let parts = explanation.parts.filter { $0.size != .zero }
        .map { "\($0.name) \(QuantityText.gibibytes($0.size))" }
      reasons.append("To the byte, in GiB: \(parts.joined(separator: " + "))")
    }
    var sections = [
      HTMLPage.Section(
        title: item.entity.name,
        picture: isDetailed ? pictures(of: item) : PlanCharts.sizes(of: item),
        table: ReportBlock(
          title: "", columns: [("", false), ("", false)], rows: facts.map { [$0.0, $0.1] })),
      HTMLPage.Section(
        title: "Why", list: reasons),
    ]
    if let explanation = item.explanation, isDetailed {
      sections.append(
        .init(
          title: "The size to the byte",
          table: ReportBlock(
            title: "", columns: [("part", false), ("what it is", false), ("GiB", true)],
            rows: explanation.parts.map { [$0.name, $0.meaning, QuantityText.gibibytes($0.size)] }
              + [["size", "all of it", QuantityText.gibibytes(explanation.size)]]),
          tableIsFolded: true))
    }
    return HTMLPage.Entry(
      summary: "\(item.entity.name): \(sizes)\(sure)", kind: item.action.rawValue,
      sections: sections)
  }

  /// Sizes against the peak, and where it is known the way there.
  private func pictures(of item: PlanItem) -> String {
    guard let picture = pictures[item.entity] else { return PlanCharts.sizes(of: item) }
    let lines = [
      (item.current.configured, "was", "present size"),
      (item.proposed.configured, "will", "proposed size"),
    ].compactMap { size, style, what in
      size.map {
        DemandChart.Level(size: $0, style: style, title: "\(what): \(QuantityText.size($0))")
      }
    }
    return PlanCharts.sizes(of: item)
      + DemandChart(picture: picture, levels: lines, passes: item.breach.p50).markup
  }

  /// What a reader should expect where demand goes above the proposed size.
  private func risk(of item: PlanItem) -> String {
    guard let size = item.proposed.configured, let p99 = item.peak.p99 else {
      return "not known; the peak was not forecast"
    }
    let beyond =
      p99 > size
      ? "one future in a hundred peaks at \(QuantityText.size(p99)) or more, \(QuantityText.size(p99 - size)) above it"
      : "even one future in a hundred peaks no higher than \(QuantityText.size(p99))"
    let breach = item.breach.p50.map {
      "; at the present size demand is as likely as not to pass it by \($0.dateText)"
    }
    return beyond + (breach ?? "")
  }
}
