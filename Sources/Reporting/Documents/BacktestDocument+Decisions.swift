internal import CapacityModel
internal import HeadroomBasics

extension BacktestReport {
  /// What would have come of following past plans.
  var decisionTables: [Document.Section] {
    guard let decisions else { return [] }
    let title = "If you had followed the plans (\(decisions.horizon) ahead)"
    return [
      rows(title, decisions.byAction, by: "action", lead: Self.rowLegend) { $0.action },
      rows(
        "The same, after what the hosts hold back", decisions.withHostHolds ?? [], by: "action"
      ) { $0.action },
      rows("By tier", decisions.byTier, by: "tier") { $0.group ?? "-" },
      rows("By behaviour before the origin", decisions.byClass, by: "class") { $0.group ?? "-" },
      worstDecisions(decisions.worst), policyRows(decisions.policies ?? []),
    ]
  }

  /// The first sentence of a backtest: what following the plans would have freed and missed.
  var decisionSentence: String? {
    guard let decisions, let all = decisions.byAction.last else { return nil }
    let memory = decisions.memory
    return
      "\(NumberText.grouped(all.n)) decisions at \(QuantityText.count(decisions.origins.count, "origin", "origins")): "
      + "\(NumberText.fixed(memory.before, places: 0)) GiB before, \(NumberText.fixed(memory.after, places: 0)) after; "
      + "\(NumberText.fixed(all.promised, places: 1)) misses promised, \(all.came) came "
      + "(\(memory.missesBefore) at the sizes as they were)"
  }

  /// Misses, promised against come, and memory.
  var figures: [Document.Figure] {
    guard let decisions, let all = decisions.byAction.last else { return [] }
    let memory = decisions.memory
    return [
      .init(
        "Misses that came", NumberText.grouped(all.came),
        note: "\(NumberText.fixed(all.promised, places: 1)) promised; of "
          + "\(QuantityText.count(all.n, "decision", "decisions"))"),
      .init(
        "Misses at the sizes as they were", NumberText.grouped(memory.missesBefore),
        note: "had nothing been changed"),
      .init(
        "Memory, summed over origins", NumberText.fixed(memory.after, places: 0), unit: "GiB",
        note: "\(NumberText.fixed(memory.before, places: 0)) GiB before"),
    ]
  }

  /// Promised against come by action, the whole last.
  var decisionPicture: Document.Section? {
    guard let decisions, !decisions.byAction.isEmpty else { return nil }
    return .init(
      title: "Misses of past plans, \(decisions.horizon) ahead",
      chart: PromiseChart(rows: decisions.byAction))
  }

  private func rows(
    _ title: String, _ rows: [Decisions.Row], by group: String, lead: String = "",
    _ label: (Decisions.Row) -> String
  ) -> Document.Section {
    Document.Section(
      title: title, lead: rows.isEmpty ? "" : lead,
      columns: [.text(group)]
        + ["decisions", "misses promised", "came", "came, 90 %", "change GiB", "needed"].map(
          Document.Column.number),
      rows: rows.map { row in
        [
          label(row), NumberText.grouped(row.n), NumberText.fixed(row.promised, places: 1),
          "\(row.came)", "\(row.low) to \(row.high)", NumberText.fixed(row.gib, places: 1),
          row.needed.map { "\($0)" } ?? "-",
        ]
      })
  }

  /// What the columns of decisions say.
  private static let rowLegend =
    "A decision is one entity at one origin; a miss is one whose size demand passed within the horizon. Promised: the "
    + "sum of 1 - confidence. Came: how many there were, and between which numbers 90 % of draws of the entities anew lie; "
    + "where none came that is 0 to 0 and says nothing. Good: promised lies in that interval; more came than promised is bad, "
    + "fewer is cautious. Change: the sum of sizes after less before. Needed: growths whose entity came to 97 % of its old size."

  private func policyRows(_ rows: [Decisions.PolicyRow]) -> Document.Section {
    Document.Section(
      title: "Every policy at the plan's horizon, through the same bounds",
      lead: rows.isEmpty
        ? ""
        : "GiB: the sum of its sizes. Cost GiB: the same and what its misses cost at missCost of the guardrails; least is "
          + "best among those whose came is not above their promised.",
      columns: [.text("policy")]
        + ["decisions", "GiB", "misses promised", "came", "cost GiB"].map(Document.Column.number),
      rows: rows.map { row in
        [
          row.policy, NumberText.grouped(row.n), NumberText.fixed(row.gib, places: 0),
          row.promised.map { NumberText.fixed($0, places: 1) } ?? "-", "\(row.came)",
          NumberText.fixed(row.cost, places: 0),
        ]
      })
  }

  private func worstDecisions(_ cases: [Decisions.Case]) -> Document.Section {
    Document.Section(
      title: "The decisions that demand passed by most",
      columns: [.text("entity"), .text("origin"), .text("action")]
        + ["from GiB", "to GiB", "confidence", "came GiB"].map(Document.Column.number)
        + [.text("passed on"), .number("highest before GiB")],
      rows: cases.map { item in
        let gib = { (size: ByteCount) in NumberText.fixed(size.gibibytes, places: 2) }
        return [
          item.entity.name, item.origin.dateText, item.action, gib(item.current), gib(item.size),
          NumberText.fixed(100 * item.score, places: 1) + " %", gib(item.came),
          item.passed.dateText, gib(item.highest),
        ]
      })
  }
}
