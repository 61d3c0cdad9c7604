internal import CapacityModel
internal import HeadroomBasics

extension BacktestReport {
  /// What every policy would have cost; regret, restarts and money where they are known.
  var policyBlock: ReportBlock {
    let hasRegret = policies.contains { $0.regret != nil }
    let hasMoney = policies.contains { $0.money != nil }
    return ReportBlock(
      title: "Policies: cost in windows of the usual peak, rates a VM and 30 days",
      columns: [("POLICY", false), ("VARIANT", false)]
        + (["COST", "RELATIVE", "95 % INTERVAL", "SLACK", "SHORTAGE DAYS", "RESIZES"]
        + (hasRegret ? ["RESTARTS", "REGRET"] : []) + (hasMoney ? ["MONEY"] : []))
        .map { ($0, true) },
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
          + (hasMoney ? [optional(score.money)] : [])
      })
  }

  /// The least memory at caps on shortage-days.
  var frontBlock: ReportBlock {
    ReportBlock(
      title: "Least size over the usual peak at a cap on shortage days, knobs picked in sight",
      columns: [("POLICY", false)]
        + ["CAP", "SHORTAGE DAYS", "SIZE", "SLACK OVER PEAKS"].map { ($0, true) },
      rows: (pareto ?? []).map { point in
        [
          point.policy, NumberText.plain(point.cap),
          NumberText.fixed(point.shortageDaysPerMonth, places: 2),
          NumberText.fixed(point.size, places: 2), QuantityText.percent(point.slackOverPeak),
        ]
      })
  }

  /// Which policy wins at other prices.
  var sensitivityBlock: ReportBlock {
    ReportBlock(
      title: "The cheapest policy at other prices",
      columns: ["SHORTAGE", "EVENT", "RESIZE"].map { ($0, true) }
        + [("CHEAPEST", false), ("OVER RIVAL", true), ("THEN", false)],
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
