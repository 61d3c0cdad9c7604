internal import CapacityModel
internal import HeadroomBasics

extension HTMLPlan {
  /// One change, which opens on demand.
  func entry(_ item: PlanItem, isDetailed: Bool) -> HTMLPage.Entry {
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
          + "PLAN --as NAME --part rollback writes the command"
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
        title: item.entity.name, picture: PlanCharts.sizes(of: item),
        table: ReportBlock(
          title: "", columns: [("", false), ("", false)], rows: facts.map { [$0.0, $0.1] })),
      HTMLPage.Section(title: "Why", list: reasons),
    ]
    if isDetailed, let picture = pictures[item.entity] {
      sections += [demand(picture, of: item), peak(picture, of: item)].compactMap { $0 }
    }
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

  /// The past against the proposed size, and what is ahead.
  private func demand(_ picture: DemandPicture, of item: PlanItem) -> HTMLPage.Section {
    let chart = DemandChart(
      picture: picture,
      levels: sizes(of: item).map {
        .init(size: $0.size, style: $0.style, title: "\($0.name): \(QuantityText.size($0.size))")
      }, passes: item.breach.p50, replayed: item.proposed.configured)
    return HTMLPage.Section(
      title: "Demand so far, replayed at the new size, and ahead",
      lead: item.replayText.prefix(1).uppercased() + item.replayText.dropFirst() + ".",
      picture: chart.markup, table: chart.table, tableIsFolded: true)
  }

  /// How likely each size is to be enough.
  private func peak(_ picture: DemandPicture, of item: PlanItem) -> HTMLPage.Section? {
    guard let peak = picture.peak else { return nil }
    let chart = PeakChart(entity: item.entity, peak: peak, sizes: sizes(of: item))
    return HTMLPage.Section(
      title: "How likely a size is to be enough for all of \(plan.horizon)",
      picture: chart.markup, table: chart.table, tableIsFolded: true)
  }

  private func sizes(of item: PlanItem) -> [(size: ByteCount, style: String, name: String)] {
    [
      (item.current.configured, "was", "present size"),
      (item.proposed.configured, "will", "proposed size"),
    ].compactMap { size, style, name in size.map { ($0, style, name) } }
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
      + "; above its size an entity swaps or loses processes until it is grown again"
  }
}
