internal import CapacityModel
internal import HeadroomBasics

extension BacktestReport {
  /// What every policy would have cost; regret, restarts and money where they are known.
  var policyTable: Document.Section {
    let hasRegret = policies.contains { $0.regret != nil }
    let hasMoney = policies.contains { $0.money != nil }
    return Document.Section(
      title: "Policies: cost in windows of the usual peak, rates a VM and 30 days",
      lead: policies.isEmpty
        ? ""
        : "Relative: cost over that of the best tuned rival; below 1 is cheaper, and surely so where its interval is below 1. "
          + "Slack: what lies above demand, of the size. Shortage days, resizes: a VM and 30 days; fewer is better."
          + (hasRegret ? " Regret: cost over that of hindsight, less 1." : ""),
      columns: [.text("policy"), .text("variant")]
        + (["cost", "relative", "95 % interval", "slack", "shortage days", "resizes"]
        + (hasRegret ? ["restarts", "regret"] : []) + (hasMoney ? ["money"] : []))
        .map(Document.Column.number),
      rows: policies.map { score in
        let ratio = score.relativeCost
        return [
          score.name, score.variant, NumberText.fixed(score.cost, places: 2),
          ratio.map { NumberText.fixed($0.value, places: 3) } ?? "1",
          ratio.map {
            "\(NumberText.fixed($0.low, places: 3)) to \(NumberText.fixed($0.high, places: 3))"
          } ?? "-", QuantityText.percent(score.slack),
          NumberText.fixed(score.shortageDaysPerMonth, places: 2),
          NumberText.fixed(score.resizesPerMonth, places: 2),
        ] + (hasRegret ? [optional(score.restartsPerMonth), optional(score.regret)] : [])
          + (hasMoney ? [score.money.map(MoneyText.number) ?? "-"] : [])
      })
  }

  /// The least memory at caps on shortage-days.
  var frontTable: Document.Section {
    Document.Section(
      title: "Least size over the usual peak at a cap on shortage days, knobs picked in sight",
      columns: [.text("policy")]
        + ["cap", "shortage days", "size", "slack over peaks"].map(Document.Column.number),
      rows: (pareto ?? []).map { point in
        [
          point.policy, NumberText.plain(point.cap),
          NumberText.fixed(point.shortageDaysPerMonth, places: 2),
          NumberText.fixed(point.size, places: 2), QuantityText.percent(point.slackOverPeak),
        ]
      })
  }

  /// Which policy wins at other prices.
  var sensitivityTable: Document.Section {
    Document.Section(
      title: "The cheapest policy at other prices",
      columns: ["shortage", "event", "resize"].map(Document.Column.number)
        + [.text("cheapest"), .number("over rival"), .text("then")],
      rows: (sensitivity ?? []).map { region in
        [
          NumberText.plain(region.costs.shortage), NumberText.fixed(region.costs.event, places: 2),
          NumberText.fixed(region.costs.resize, places: 2), region.cheapest,
          NumberText.fixed(region.overRival, places: 3),
          region.ranking.dropFirst().prefix(3).joined(separator: ", "),
        ]
      })
  }

  private func optional(_ value: Double?) -> String {
    value.map { NumberText.fixed($0, places: 2) } ?? "-"
  }
}
