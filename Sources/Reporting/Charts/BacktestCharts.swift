internal import CapacityModel
internal import HeadroomBasics

/// Promised against realised probability that a peak fits, a line a horizon.
struct ReliabilityChart: Chart {
  /// Of all series.
  let rows: [BacktestReport.CalibrationRow]

  private var horizons: [Int] { Set(rows.map(\.horizon)).sorted() }

  var legend: [(style: String, text: String)] {
    horizons.enumerated().map { ("s\($0.offset % 4)", "\($0.element) steps ahead") }
  }

  var markup: String {
    var picture = SVGPicture(
      width: 420, height: 394, label: "Promised against realised share of peaks within a quantile")
    let x = ChartScale(0...1, range: (60, 400))
    let y = ChartScale(0...1, range: (330, 34))
    UnitSquare.draw(x, y, "promised", "realised", &picture)
    picture.line(x.place(0), y.place(0), x.place(1), y.place(1), style: "ideal")
    for (index, horizon) in horizons.enumerated() {
      let own = rows.filter { $0.horizon == horizon }.sorted { $0.promised < $1.promised }
      picture.path(
        own.map { (x.place($0.promised), y.place($0.realised)) }, style: "line s\(index % 4)")
      for row in own {
        picture.dot(
          x.place(row.promised), y.place(row.realised), radius: 4, style: "dot s\(index % 4)",
          title: "\(horizon) steps: promised \(QuantityText.percent(row.promised)), "
            + "realised \(QuantityText.percent(row.realised)) of \(NumberText.grouped(row.n))")
      }
    }
    return picture.markup
  }

}

/// Slack against shortage-days of every policy: nearer to the lower left corner is better.
struct PolicyChart: Chart {
  let policies: [BacktestReport.PolicyScore]

  var legend: [(style: String, text: String)] {
    [("s0", "ours"), ("s1", "rivals")]
      + (policies.contains { $0.variant == "bound" } ? [("s2", "the clairvoyant bound")] : [])
  }

  var markup: String {
    var picture = SVGPicture(
      width: 420, height: 394, label: "Share of memory unused against shortage days of each policy")
    let x = ChartScale(
      upTo: policies.map(\.shortageDaysPerMonth), range: (60, 400))
    let least = policies.map(\.slack).filter(\.isFinite).min() ?? 0
    let y = ChartScale(
      min(max((least * 10 - 0.5).rounded(.down) / 10, 0), 0.9)...1, range: (330, 34))
    UnitSquare.draw(x, y, "shortage days a VM and 30 days", "slack", &picture)
    // Ours last, so that rivals do not hide them.
    for policy in policies.filter({ $0.variant != "ours" })
      + policies.filter({ $0.variant == "ours" })
    {
      picture.dot(
        x.place(policy.shortageDaysPerMonth), y.place(policy.slack), radius: 5,
        style: "dot \(policy.variant == "ours" ? "s0" : policy.variant == "bound" ? "s2" : "s1")",
        title: "\(policy.name) (\(policy.variant)): slack \(QuantityText.percent(policy.slack)), "
          + "\(NumberText.fixed(policy.shortageDaysPerMonth, places: 2)) shortage days")
    }
    return picture.markup
  }

}

/// The axes of a square picture.
private enum UnitSquare {
  static func draw(
    _ x: ChartScale, _ y: ChartScale, _ below: String, _ beside: String,
    _ picture: inout SVGPicture
  ) {
    for tick in x.ticks {
      picture.line(x.place(tick), 34, x.place(tick), 330, style: "grid")
      picture.text(x.place(tick), 358, NumberText.trimmed(tick, places: 2), anchor: "middle")
    }
    for tick in y.ticks {
      picture.line(60, y.place(tick), 400, y.place(tick), style: "grid")
      picture.text(54, y.place(tick) + 4, NumberText.trimmed(tick, places: 2), anchor: "end")
    }
    picture.text(230, 384, below, anchor: "middle")
    picture.text(60, 22, beside)
  }
}
